package io.framecount.loader.check;

import io.framecount.common.cli.ExitCode;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.loader.check.Observation.CheckStatus;
import io.framecount.loader.topic.Demands;
import io.framecount.loader.topic.TopicFacts;
import io.framecount.loader.topic.TopicPreflight;
import io.framecount.loader.topic.TopicProblem;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Checks whether a topic exists and accepts a load's records, or whether the load may create it.
 */
final class TopicCheck {
  private static final Duration SHORT = Duration.ofDays(1);

  private final KafkaConnection kafka;
  private final TopicPreflight preflight;

  TopicCheck(KafkaConnection kafka) {
    this.kafka = kafka;
    preflight = new TopicPreflight(kafka, new PrintWriter(Writer.nullWriter()));
  }

  /** The settings and rights of a topic. */
  Optional<TopicFacts> look(String topic, Demands demands, List<Observation> seen) {
    String what = "topic " + topic;
    try {
      Optional<TopicFacts> facts = preflight.facts(topic);
      seen.addAll(
          facts.map(known -> judge(what, known, demands)).orElseGet(() -> missing(what, demands)));
      return facts;
    } catch (RuntimeException e) {
      seen.add(Observation.failed(what, e));
      return Optional.empty();
    }
  }

  /** Returns how long the frames stay. */
  static Observation retention(TopicFacts topic, boolean eventTimes) {
    String what = "retention of " + topic.name();
    long millis = topic.number(TopicConfig.RETENTION_MS_CONFIG, -1);
    boolean deletes = topic.text(TopicConfig.CLEANUP_POLICY_CONFIG, "delete").contains("delete");
    boolean arrival =
        topic.text(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime").equals("LogAppendTime");
    if (topic.settings().isEmpty()) {
      return Observation.unknown(what, "this user may not see the settings of the topic");
    }
    if (eventTimes && arrival) {
      return Observation.warning(
          what,
          "each record gets the time of its arrival (message.timestamp.type=LogAppendTime), so"
              + " --record-timestamp has no effect",
          "set message.timestamp.type=CreateTime, or leave --record-timestamp out");
    }
    if (!deletes || millis < 0) {
      return Observation.ok(what, "for ever");
    }
    String kept = text(Duration.ofMillis(millis));
    if (eventTimes) {
      return Observation.warning(
          what,
          "%s by the time of the frame or its source (--record-timestamp), so Kafka soon deletes frames that are older"
              .formatted(kept),
          "set retention.ms=-1 for older frames, or use --record-timestamp load");
    }
    return Duration.ofMillis(millis).compareTo(SHORT) < 0
        ? Observation.warning(
            what, "only %s after loading".formatted(kept), "raise retention.ms to keep them longer")
        : Observation.ok(what, "%s after loading".formatted(kept));
  }

  private static List<Observation> judge(String what, TopicFacts facts, Demands demands) {
    List<Observation> seen = new ArrayList<>();
    for (TopicProblem finding : TopicProblem.all(facts, demands)) {
      CheckStatus verdict = finding.fatal() ? CheckStatus.FAILED : CheckStatus.WARNING;
      seen.add(Observation.of(what, verdict, finding.sentence(), ExitCode.FAILED));
    }
    if (seen.isEmpty()) {
      seen.add(Observation.ok(what, about(facts)));
    }
    return seen;
  }

  /** Checks whether the topic is meant for something other than frames. */
  void lookForOthers(String topic, List<Observation> seen) {
    preflight
        .ofOthers(topic)
        .ifPresent(
            finding ->
                seen.add(
                    Observation.of(
                        "topic " + topic,
                        CheckStatus.FAILED,
                        finding.sentence(),
                        ExitCode.FAILED)));
  }

  private static String about(TopicFacts facts) {
    return "%d partitions, %d copies, %s in sync needed, records of up to %,d bytes"
        .formatted(
            facts.partitions(),
            facts.copies(),
            facts.text(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "unknown"),
            facts.number(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, -1));
  }

  private List<Observation> missing(String what, Demands demands) {
    Set<AclOperation> rights =
        kafka.await(
            kafka
                .admin()
                .describeCluster(new DescribeClusterOptions().includeAuthorizedOperations(true))
                .authorizedOperations());
    if (rights != null && !rights.contains(AclOperation.CREATE)) {
      // A right on the names of topics alone can't be asked for.
      return List.of(
          Observation.warning(
              what,
              "does not exist, and this user may not create topics on the cluster",
              "create it, or ask for the ACL Create on it"));
    }
    if (demands.deadLetters()) {
      return List.of(Observation.ok(what, "does not exist; a rejected line would create it"));
    }
    return List.of(
        Observation.warning(
            what,
            "does not exist; a load creates it",
            "create it yourself if it is to have other settings than the broker's defaults"));
  }

  private static String text(Duration duration) {
    if (duration.toDays() > 1) {
      return duration.toDays() + " days";
    }
    return duration.toHours() > 1 ? duration.toHours() + " hours" : duration.toSeconds() + " s";
  }
}
