package io.framecount.counter.ui.follow;

import io.framecount.common.kafka.GroupOffsets;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.counter.progress.CommittedSettings;
import io.framecount.counter.progress.OffsetNote;
import io.framecount.counter.progress.SettingsNote;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Asks Kafka every other second for a count's progress and combiners, on a thread of its own. */
public final class CountWatch implements AutoCloseable {
  private static final long PERIOD_MILLIS = 2_000;

  private final KafkaConnection kafka;
  private final String group;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "framecount-page-watch");
            thread.setDaemon(true);
            return thread;
          });

  private volatile GroupStatus status;

  /**
   * The last answer.
   *
   * @param settings of the count, once something is committed
   * @param lag frames that are in the topic and not counted, by all counters together
   * @param missing offsets that were deleted before they were counted; each may have been a frame
   * @param counters how many combiners there are
   * @param answered whether Kafka answered
   */
  public record GroupStatus(
      Optional<SettingsNote> settings,
      OptionalLong lag,
      OptionalLong missing,
      OptionalInt counters,
      boolean answered) {

    /** A status of which only the settings are known. */
    static GroupStatus nothing(Optional<SettingsNote> settings, boolean answered) {
      return new GroupStatus(
          settings, OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty(), answered);
    }
  }

  /**
   * @param group of the combiners
   * @param settings if they are known
   */
  public CountWatch(KafkaConnection kafka, String group, Optional<SettingsNote> settings) {
    this.kafka = kafka;
    this.group = group;
    status = GroupStatus.nothing(settings, true);
  }

  public void start() {
    Future<?> unused =
        clock.scheduleWithFixedDelay(this::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  public GroupStatus status() {
    return status;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private void look() {
    try {
      Optional<SettingsNote> settings =
          status.settings.or(() -> CommittedSettings.of(kafka, group));
      status = look(settings);
    } catch (AuthorizationException e) {
      // One may read the results only.
      status = GroupStatus.nothing(status.settings, true);
    } catch (RuntimeException e) {
      status = GroupStatus.nothing(status.settings, false);
    }
  }

  private GroupStatus look(Optional<SettingsNote> settings) {
    Map<TopicPartition, OffsetAndMetadata> committed = GroupOffsets.latest(kafka, group);
    List<String> topics =
        committed.keySet().stream().map(TopicPartition::topic).distinct().toList();
    OptionalInt counters = counters();
    if (topics.size() != 1) {
      return new GroupStatus(settings, OptionalLong.empty(), OptionalLong.empty(), counters, true);
    }
    Map<TopicPartition, Long> first = kafka.offsets().first(topics.get(0));
    long lag = 0;
    long missing = noted(committed);
    for (var end : kafka.offsets().committedEnd(topics.get(0)).entrySet()) {
      OffsetAndMetadata offset = committed.get(end.getKey());
      long begin = first.get(end.getKey());
      long counted = offset == null ? begin : offset.offset();
      lag += end.getValue() - Math.max(begin, counted);
      // A counter at work may have read them and be about to say so.
      missing += counters.orElse(0) == 0 ? Math.max(0, begin - counted) : 0;
    }
    return new GroupStatus(
        settings, OptionalLong.of(Math.max(0, lag)), OptionalLong.of(missing), counters, true);
  }

  private static long noted(Map<TopicPartition, OffsetAndMetadata> committed) {
    return committed.values().stream()
        .flatMap(offset -> OffsetNote.of(offset).tally().stream())
        .mapToLong(tally -> tally.missing().offsets())
        .sum();
  }

  private OptionalInt counters() {
    try {
      var described = kafka.admin().describeConsumerGroups(List.of(group)).describedGroups();
      return OptionalInt.of(kafka.await(described.get(group)).members().size());
    } catch (GroupIdNotFoundException e) {
      return OptionalInt.of(0);
    }
  }
}
