package io.framecount.counter.check;

import io.framecount.Partial;
import io.framecount.WindowCount;
import io.framecount.common.avro.AvroSerdes;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.progress.GroupProgress;
import io.framecount.counter.progress.LostProgress;
import io.framecount.counter.verify.Auditor;
import io.framecount.counter.verify.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/**
 * Refuses to continue a count whose offsets have expired, as they do when a group is empty for
 * {@code offsets.retention.minutes}: all frames would be read again and added to the existing rows.
 * A group has no offsets before its first commit either, but then the count's topics hold no
 * committed record.
 */
public final class ProgressCheck {
  private final KafkaConnection kafka;
  private final CountNames names;
  private final AvroSerdes serdes;
  private final TopicContents contents;
  private final Consumer<String> notice;

  /**
   * @param notice takes a line about a wait, if it takes long
   */
  public ProgressCheck(
      KafkaConnection kafka, CountNames names, AvroSerdes serdes, Consumer<String> notice) {
    this.kafka = kafka;
    this.notice = notice;
    this.names = names;
    this.serdes = serdes;
    contents = new TopicContents(kafka);
  }

  /**
   * Checks the group of the mergers.
   *
   * @throws CommandFailure if the count has more than they have offsets for
   */
  public void requireMergers() {
    // Asked again afterwards: another counter may have made its first commit meanwhile.
    if (merged().isEmpty() && isMerged() && merged().isEmpty()) {
      throw forgotten(
          "topic '%s' was merged into topic '%s' (group %s has no offsets)"
              .formatted(names.partials(), names.output(), names.application()));
    }
    requirePartials();
  }

  /**
   * Partials are kept for a week, whether they are merged or not. What is deleted may also be only
   * the markers of transactions behind the last one; the sums tell.
   */
  private void requirePartials() {
    if (!contents.exists(names.partials()) || !contents.exists(names.output())) {
      return;
    }
    var deleted =
        GroupProgress.of(kafka, names.application(), names.partials())
            .behind(kafka.offsets().first(names.partials()));
    if (!deleted.isEmpty() && !counted().isEmpty() && verdict().shortage()) {
      String what =
          deleted.entrySet().stream()
              .map(
                  each ->
                      each.getValue()
                          .deleted(names.partials(), each.getKey().partition(), "merged"))
              .collect(Collectors.joining("; "));
      throw new CommandFailure(
          "%s, so topic '%s' lacks frames that were counted; count into another --output. To go on without them, let group %s begin with what is there: kafka-consumer-groups --reset-offsets --to-earliest"
              .formatted(what, names.output(), names.application()));
    }
  }

  /**
   * Checks the group of the combiners.
   *
   * @throws CommandFailure if the count has more than they have offsets for
   */
  public void requireCombiners() {
    GroupProgress progress = progress();
    Set<TopicPartition> counted = progress.offsets().keySet();
    if (progress.isOfAnother(kafka.topics().require(names.source()).topicId())) {
      throw madeAgain();
    }
    if (counted.isEmpty()) {
      requireNothing();
    } else {
      requireEach(counted);
    }
  }

  /**
   * Checks, where no offset says that anything was counted, that nothing was.
   *
   * @throws CommandFailure that says what has become of the offsets
   */
  public void requireNothing() {
    if (counted().isEmpty()
        && (isMerged() || contents.holds(names.partials()))
        && counted().isEmpty()) {
      String id = kafka.topics().require(names.source()).topicId().toString();
      Optional<String> noted =
          contents.source(names.partials()).or(() -> contents.source(names.output()));
      if (noted.isPresent() && !noted.get().equals(id)) {
        throw madeAgain();
      }
      String how = noted.isPresent() ? "" : ", or that topic was deleted and made again since";
      throw forgotten(
          "topic '%s' was counted into topic '%s' (group %s has no offsets)%s"
              .formatted(names.source(), names.output(), names.combinerGroup(), how));
    }
  }

  /**
   * A partition has no offset if it was added since, or had no frame. Only the sums tell whether it
   * had one that is forgotten; in a group with members, none is.
   */
  private void requireEach(Set<TopicPartition> counted) {
    Set<Integer> others = withFrames();
    counted.forEach(partition -> others.remove(partition.partition()));
    if (!others.isEmpty()
        && isAtRest()
        && contents.exists(names.output())
        && contents.exists(names.partials())) {
      requireMergers();
      if (verdict().surplus()) {
        throw forgotten(
            "partitions %s of topic '%s' were counted into topic '%s' (its windows hold more frames than group %s has counted by its offsets)"
                .formatted(
                    others.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                    names.source(),
                    names.output(),
                    names.combinerGroup()));
      }
    }
  }

  /** Returns whether mergers have left something. */
  private boolean isMerged() {
    return contents.holds(names.output()) || contents.holds(names.late()) || hasState();
  }

  private boolean hasState() {
    try {
      return contents.holds(names.windowChangelog());
    } catch (TopicAuthorizationException e) {
      // Who only combines need not see it.
      return false;
    }
  }

  private Set<TopicPartition> counted() {
    return progress().offsets().keySet();
  }

  private GroupProgress progress() {
    return GroupProgress.of(kafka, names.combinerGroup(), names.source());
  }

  private Set<TopicPartition> merged() {
    return contents.exists(names.partials())
        ? GroupProgress.of(kafka, names.application(), names.partials()).offsets().keySet()
        : Set.of();
  }

  /** Partitions of the source that are not empty. */
  private Set<Integer> withFrames() {
    Map<TopicPartition, Long> ends = kafka.offsets().committedEnd(names.source());
    return kafka.offsets().first(names.source()).entrySet().stream()
        .filter(first -> first.getValue() < ends.getOrDefault(first.getKey(), 0L))
        .map(first -> first.getKey().partition())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private boolean isAtRest() {
    String group = names.combinerGroup();
    try {
      return kafka
          .await(kafka.admin().describeConsumerGroups(List.of(group)).describedGroups().get(group))
          .members()
          .isEmpty();
    } catch (GroupIdNotFoundException e) {
      return true;
    }
  }

  private Verdict verdict() {
    return new Auditor(
            kafka,
            names,
            serdes.<Partial>deserializer(Partial.getClassSchema()),
            serdes.<WindowCount>deserializer(WindowCount.getClassSchema()),
            notice)
        .verdict();
  }

  private CommandFailure madeAgain() {
    return LostProgress.madeAgain(names.source(), "it", names.output(), deletion());
  }

  private CommandFailure forgotten(String what) {
    return LostProgress.forgotten(what, deletion());
  }

  /** Kafka may have forgotten, too, which topic was counted into an output with another name. */
  private String deletion() {
    return names.output().equals(CountNames.outputOf(names.source())) || !counted().isEmpty()
        ? " delete %s and count anew".formatted(what())
        : ", if no other topic than '%s' was counted into it, delete %s and count anew"
            .formatted(names.source(), what());
  }

  /** Returns the topics and groups to delete before the source can be counted from the start. */
  private String what() {
    String topics =
        Stream.concat(
                Stream.of(names.output(), names.late(), names.partials()),
                names.changelogs().stream())
            .filter(topic -> contents.exists(topic, true))
            .collect(Collectors.joining(", ", "topics ", ""));
    return counted().isEmpty() ? topics : topics + " and group " + names.combinerGroup();
  }
}
