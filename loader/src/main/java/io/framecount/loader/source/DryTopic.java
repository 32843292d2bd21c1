package io.framecount.loader.source;

import io.framecount.common.input.LineSource;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicEnd;
import io.framecount.loader.command.option.LoadOptions;
import io.framecount.loader.produce.GroupProgress;
import io.framecount.loader.produce.Guarantee;
import io.framecount.loader.resume.LoadProgress;
import io.framecount.loader.resume.LoadProgress.Origin;
import io.framecount.loader.resume.LoadProgress.Saved;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** A topic that is read once, from its beginning to its present end, and joins no group. */
public final class DryTopic implements AutoCloseable {
  private final KafkaConnection kafka;
  private final RecordLines lines;
  private final int partitions;

  private DryTopic(KafkaConnection kafka, LoadOptions options, PrintWriter err) {
    this.kafka = kafka;
    SourceTopic source = SourceTopic.in(kafka, options.from().topic());
    partitions = source.partitions().size();
    TopicEnd end = TopicEnd.of(kafka, source.name());
    Origin origin = new Origin(source.id(), null, "", null);
    TopicPositions positions =
        new TopicPositions(
            source, new NoProgress(), Guarantee.AT_LEAST_ONCE, origin, "", err::println);
    lines =
        new RecordLines(
            source,
            () -> TopicIntake.consumer(kafka, null),
            positions,
            new RecordLines.Settings(
                false, options.input().maxLineBytes(), Integer.MAX_VALUE, true),
            err::println);
    lines.until(
        new Goal(
            end, kafka.offsets().first(source.name()), positions::committedByAnyone, err::println));
  }

  /**
   * Opens the topic.
   *
   * @throws io.framecount.common.cli.CommandFailure if there is no such topic
   */
  public static DryTopic open(LoadOptions options, PrintWriter err) {
    KafkaConnection kafka = KafkaConnection.open(options.from().kafka(options.kafka()));
    boolean opened = false;
    try {
      DryTopic topic = new DryTopic(kafka, options, err);
      opened = true;
      return topic;
    } finally {
      if (!opened) {
        kafka.close();
      }
    }
  }

  /** Returns the records. */
  public LineSource lines() {
    return lines;
  }

  /** Returns the number of partitions. */
  public int count() {
    return partitions;
  }

  @Override
  public void close() {
    try (kafka) {
      lines.leave();
    }
  }

  /** Knows of no progress and keeps none. */
  private static final class NoProgress implements ProgressKeeper {
    @Override
    public Map<TopicPartition, Saved> takeOver(Collection<TopicPartition> partitions, boolean all) {
      return Map.of();
    }

    @Override
    public Map<TopicPartition, Saved> saved(Collection<TopicPartition> partitions) {
      return Map.of();
    }

    @Override
    public List<GroupProgress> toSave(
        Map<TopicPartition, LoadProgress> progress, String run, Consumer<?, ?> member) {
      return List.of();
    }

    @Override
    public void requireOurs(Collection<TopicPartition> partitions) {}

    @Override
    public void forget(Collection<TopicPartition> partitions) {}
  }
}
