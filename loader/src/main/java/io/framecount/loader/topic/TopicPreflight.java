package io.framecount.loader.topic;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicScan;
import io.framecount.common.kafka.Topics;
import io.framecount.common.kafka.Wait;
import io.framecount.common.letters.CountTopics;
import io.framecount.common.letters.LetterHeader;
import io.framecount.common.letters.LetterTopic;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Checks a topic before the first record is sent to it. */
public final class TopicPreflight {
  /** All letters say why they are, whoever wrote them. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final KafkaConnection kafka;
  private final PrintWriter err;

  /**
   * @param err for warnings
   */
  public TopicPreflight(KafkaConnection kafka, PrintWriter err) {
    this.kafka = kafka;
    this.err = err;
  }

  /**
   * Reports the faults of the topic, if it exists.
   *
   * @return the state of the topic; empty if it does not exist
   * @throws CommandFailure if a load would fail for sure
   */
  public Optional<TopicFacts> check(String topic, Demands demands) {
    Optional<TopicFacts> facts = facts(topic);
    facts.ifPresent(known -> judge(TopicRules.findings(known, demands)));
    return facts;
  }

  /**
   * Checks a topic that was just created, which not every broker may know yet.
   *
   * @throws CommandFailure if it does not appear, or a load would fail for sure
   */
  public TopicFacts checkNew(String topic, Demands demands) {
    return Wait.forResult(PATIENCE, PAUSE, () -> check(topic, demands))
        .orElseThrow(
            () ->
                new CommandFailure(
                    "topic %s was created, but no broker knows of it after %d s; try again"
                        .formatted(topic, PATIENCE.toSeconds())));
  }

  /**
   * Returns a problem if a counter writes to the topic, or a loader writes rejected lines to it:
   * frames would spoil it.
   */
  public Optional<TopicProblem> ofOthers(String topic) {
    if (isOutput(topic)) {
      return spoiled(topic, "holds the results of a count");
    }
    if (CountTopics.outputOf(topic).filter(this::isOutput).isPresent()) {
      return spoiled(topic, "is where a count keeps its partial counts");
    }
    return LetterTopic.framesOf(topic).filter(this::exists).isPresent() && holdsLetters(topic)
        ? spoiled(topic, "holds dead letters")
        : Optional.empty();
  }

  /** Fails if there is such a finding. */
  public void refuseOfOthers(String topic) {
    judge(ofOthers(topic).stream().toList());
  }

  private static Optional<TopicProblem> spoiled(String topic, String what) {
    return Optional.of(
        new TopicProblem(
            true,
            "topic %s %s, which frames would spoil; name a topic of frames with --topic"
                .formatted(topic, what)));
  }

  /** Recognises the output of a count by topics beside it, which no topic of frames has. */
  private boolean isOutput(String topic) {
    return exists(CountTopics.partialsOf(topic))
        && exists(CountTopics.lateOf(topic))
        && exists(topic);
  }

  private boolean exists(String topic) {
    try {
      return Topics.problemOf(topic).isEmpty() && kafka.topics().find(topic).isPresent();
    } catch (TopicAuthorizationException e) {
      return false;
    }
  }

  private boolean holdsLetters(String topic) {
    boolean[] found = {false};
    try (TopicScan scan = TopicScan.forFirst(kafka)) {
      TopicScan.End unused =
          scan.scan(
              kafka.offsets().first(topic),
              kafka.offsets().committedEnd(topic),
              PATIENCE,
              record -> {
                found[0] = LetterHeader.REASON.isIn(record.headers());
                return false;
              });
      return found[0];
    } catch (AuthorizationException | UnknownTopicOrPartitionException e) {
      return false;
    }
  }

  private void judge(List<TopicProblem> findings) {
    findings.stream()
        .filter(finding -> !finding.fatal())
        .forEach(finding -> err.println("warning: " + finding.sentence()));
    String problems =
        findings.stream()
            .filter(TopicProblem::fatal)
            .map(TopicProblem::sentence)
            .collect(Collectors.joining("; "));
    if (!problems.isEmpty()) {
      throw new CommandFailure(problems);
    }
  }

  /**
   * Returns what is known of the topic; nothing if it does not exist.
   *
   * @throws CommandFailure if this user may not see it, or it can't exist
   */
  public Optional<TopicFacts> facts(String topic) {
    var options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
    var answer = kafka.admin().describeTopics(List.of(topic), options).topicNameValues();
    try {
      TopicDescription description = kafka.await(answer.get(topic));
      return Optional.of(TopicFacts.of(description, settings(topic)));
    } catch (UnknownTopicOrPartitionException e) {
      return Optional.empty();
    } catch (InvalidTopicException e) {
      throw new CommandFailure(
          "'%s' is not a valid topic name: %s".formatted(topic, e.getMessage()), e);
    } catch (TopicAuthorizationException e) {
      throw new CommandFailure(
          "this user may not see topic %s, or it does not exist; ask for the ACLs Describe and Write on it"
              .formatted(topic),
          e);
    }
  }

  private Map<String, String> settings(String topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try {
      Config config =
          kafka.await(kafka.admin().describeConfigs(List.of(resource)).values().get(resource));
      return config.entries().stream()
          .filter(entry -> entry.value() != null)
          .collect(Collectors.toMap(entry -> entry.name(), entry -> entry.value()));
    } catch (AuthorizationException e) {
      return Map.of();
    }
  }
}
