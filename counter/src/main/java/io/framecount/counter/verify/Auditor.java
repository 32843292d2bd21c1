package io.framecount.counter.verify;

import io.framecount.Partial;
import io.framecount.WindowCount;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicEnd;
import io.framecount.common.kafka.TopicScan;
import io.framecount.common.letters.LetterHeader;
import io.framecount.counter.late.LateTopic;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.progress.GroupProgress;
import io.framecount.counter.recount.Merged;
import io.framecount.counter.view.CountsTopic;
import io.framecount.counter.window.WindowKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Verifies a count from everything that it wrote. Changes nothing, and looks again for a while if
 * the count goes on meanwhile.
 */
public final class Auditor {
  /** Longer than a killed counter's transaction can stay open. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int MOST_LOOKS = 8;
  private static final long PAUSE_NANOS = 150_000_000;

  private final KafkaConnection kafka;
  private final CountNames count;
  private final Deserializer<Partial> partials;
  private final LateTopic lateTopic;
  private final CountsTopic rows;
  private final Consumer<String> notice;

  /**
   * @param notice takes a line about a wait, if it takes long
   */
  public Auditor(
      KafkaConnection kafka,
      CountNames count,
      Deserializer<Partial> partials,
      Deserializer<WindowCount> rows,
      Consumer<String> notice) {
    this.notice = notice;
    this.kafka = kafka;
    this.count = count;
    this.partials = partials;
    lateTopic = new LateTopic(kafka, count.late(), partials);
    this.rows = new CountsTopic(kafka, count.output(), rows);
  }

  /** Returns the verdict of a moment at which the count stood still, or else a provisional one. */
  public Verdict verdict() {
    Verdict verdict = Verdict.of(count, look());
    for (int look = 1; look < MOST_LOOKS && verdict.provisional(); look++) {
      LockSupport.parkNanos(PAUSE_NANOS);
      verdict = Verdict.of(count, look());
    }
    return verdict;
  }

  /**
   * Takes one look.
   *
   * @throws CommandFailure if there is no such count
   */
  private Evidence look() {
    GroupProgress before = GroupProgress.of(kafka, count.combinerGroup(), count.source());
    if (before.tallies().isEmpty()) {
      throw new CommandFailure(
          "nothing is counted of topic '%s' into topic '%s' (group %s has no offsets); count it first with: counter --topic %s --output %s"
              .formatted(
                  count.source(),
                  count.output(),
                  count.combinerGroup(),
                  count.source(),
                  count.output()));
    }
    Map<TopicPartition, Long> mergedTo = mergedTo();
    Merged state = Merged.read(rows, lateTopic);
    WindowSums late = new WindowSums();
    state.late().forEach((key, frames) -> late.add(key.window(), frames));
    WindowSums merged = new WindowSums();
    state.rows().forEach((key, count) -> merged.add(key, count.getFrames()));
    WindowSums unmerged = new WindowSums();
    scan(
        count.partials(),
        mergedTo,
        PATIENCE,
        record -> unmerged.add(key(record), partial(record).getFrames()));
    AtomicLong deadLetters = new AtomicLong();
    boolean allDeadLetters = scanDeadLetters(deadLetters);
    // Asked before the progress, so that what is gone, but was counted before, is not missed.
    Evidence.Source source = source();
    GroupProgress after = GroupProgress.of(kafka, count.combinerGroup(), count.source());
    return new Evidence(
        before,
        after,
        before.equals(after) && mergedTo.equals(mergedTo()) && state.still(),
        members(),
        lag(before),
        state.rows().size(),
        merged.bySize(),
        unmerged.bySize(),
        late.bySize(),
        deadLetters.get(),
        allDeadLetters,
        source);
  }

  private Evidence.Source source() {
    String topic = count.source();
    return new Evidence.Source(
        kafka.topics().require(topic).topicId(),
        isCompacted(topic),
        kafka.offsets().first(topic),
        kafka.offsets().end(topic));
  }

  /** Returns whether the topic is compacted; false if this user may not see its settings. */
  private boolean isCompacted(String topic) {
    try {
      return kafka
          .topics()
          .setting(topic, TopicConfig.CLEANUP_POLICY_CONFIG)
          .contains(TopicConfig.CLEANUP_POLICY_COMPACT);
    } catch (CommandFailure e) {
      return false;
    }
  }

  private Map<TopicPartition, Long> mergedTo() {
    return from(count.partials(), GroupProgress.of(kafka, count.application(), count.partials()));
  }

  private Map<TopicPartition, Long> from(String topic, GroupProgress progress) {
    Map<TopicPartition, Long> from = new HashMap<>(kafka.offsets().first(topic));
    from.replaceAll((p, first) -> Math.max(first, progress.offsets().getOrDefault(p, 0L)));
    return from;
  }

  private Map<TopicPartition, Long> lag(GroupProgress progress) {
    Map<TopicPartition, Long> from = from(count.source(), progress);
    Map<TopicPartition, Long> lag = new HashMap<>(kafka.offsets().committedEnd(count.source()));
    lag.replaceAll((partition, end) -> Math.max(0, end - from.get(partition)));
    return lag;
  }

  /** Counts the dead letters of this count; returns whether none was deleted. */
  private boolean scanDeadLetters(AtomicLong deadLetters) {
    if (kafka.topics().find(count.deadLetters()).isEmpty()) {
      return true;
    }
    Map<TopicPartition, Long> first = kafka.offsets().first(count.deadLetters());
    scan(
        count.deadLetters(),
        first,
        // The loader writes there, too.
        TopicEnd.PATIENCE,
        record -> {
          if (isOurs(record)) {
            deadLetters.incrementAndGet();
          }
        });
    return first.values().stream().allMatch(offset -> offset == 0);
  }

  private boolean isOurs(ConsumerRecord<byte[], byte[]> record) {
    return LetterHeader.GROUP.text(record.headers()).equals(Optional.of(count.combinerGroup()));
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }

  private Partial partial(ConsumerRecord<byte[], byte[]> record) {
    return partials.deserialize(record.topic(), record.value());
  }

  private void scan(
      String topic,
      Map<TopicPartition, Long> from,
      Duration patience,
      Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
    TopicEnd end = TopicEnd.of(kafka, topic);
    boolean unused = end.await(patience, notice, () -> false);
    end.requireReadable(patience, notice);
    TopicScan.all(kafka, topic, from, end.offsets(), patience, visitor);
  }

  private int members() {
    try {
      return kafka
          .await(
              kafka
                  .admin()
                  .describeConsumerGroups(List.of(count.combinerGroup()))
                  .describedGroups()
                  .get(count.combinerGroup()))
          .members()
          .size();
    } catch (GroupIdNotFoundException e) {
      return 0;
    }
  }

  /** Frames in windows of each size, all of which must hold all frames. */
  private static final class WindowSums {
    private final Map<String, Long> bySize = new TreeMap<>();

    /**
     * Adds a row or a partial.
     *
     * @param key of its record, which begins with the size
     */
    void add(String key, long frames) {
      bySize.merge(new WindowKey(key).sizeName(), frames, Long::sum);
    }

    /** Returns the sums by the name of the size, such as {@code minute}. */
    Map<String, Long> bySize() {
      return bySize;
    }
  }
}
