package io.framecount.counter.run;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicEnd;
import io.framecount.counter.metrics.CountMonitor;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reports open transactions that hold up a running counter: to a consumer, the topic then looks as
 * if nothing came. Asks Kafka every ten seconds, on a thread of its own.
 */
public final class TransactionWatch implements AutoCloseable {
  private static final long PERIOD_MILLIS = 10_000;

  private final KafkaConnection kafka;
  private final String topic;
  private final Words words;
  private final BiConsumer<Long, Duration> measure;
  private final Consumer<String> say;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "framecount-transactions");
            thread.setDaemon(true);
            return thread;
          });

  private Map<TopicPartition, Standstill> standing = Map.of();

  /** Words for the work that is held up. */
  private record Words(String done, String doing) {}

  /**
   * The offset at which readers of a partition stand still, since when, and whether that was
   * reported.
   */
  private record Standstill(long offset, long sinceNanos, boolean told) {}

  private TransactionWatch(
      KafkaConnection kafka,
      String topic,
      Words words,
      BiConsumer<Long, Duration> measure,
      Consumer<String> say) {
    this.kafka = kafka;
    this.topic = topic;
    this.words = words;
    this.measure = measure;
    this.say = say;
  }

  /** Watches the topic that is counted, for the metrics too. */
  public static TransactionWatch ofFrames(
      KafkaConnection kafka, String topic, CountMonitor monitor, Consumer<String> say) {
    return new TransactionWatch(
        kafka, topic, new Words("counted", "counting"), monitor::hidden, say);
  }

  /** Watches the topic of what is counted and not merged yet. */
  public static TransactionWatch ofPartials(
      KafkaConnection kafka, String topic, Consumer<String> say) {
    return new TransactionWatch(
        kafka, topic, new Words("merged", "merging"), (hidden, standstill) -> {}, say);
  }

  void start() {
    Future<?> unused =
        clock.scheduleWithFixedDelay(
            this::tryToLook, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void tryToLook() {
    try {
      look(TopicEnd.of(kafka, topic), System.nanoTime());
    } catch (RuntimeException e) {
      // Whoever counts says that Kafka is away, or that the topic is gone.
    }
  }

  /** Takes in what is hidden at a moment. */
  public void look(TopicEnd end, long nanos) {
    Map<TopicPartition, Standstill> now = new HashMap<>();
    end.hiddenFrom()
        .forEach(
            (partition, offset) -> {
              Standstill before = standing.get(partition);
              boolean same = before != null && before.offset == offset;
              now.put(partition, same ? before : new Standstill(offset, nanos, false));
            });
    if (standing.values().stream().anyMatch(Standstill::told)
        && now.values().stream().noneMatch(Standstill::told)) {
      say.accept(
          "the transaction on topic '%s' has ended, %s goes on".formatted(topic, words.doing));
    }
    long oldest = now.values().stream().mapToLong(Standstill::sinceNanos).min().orElse(nanos);
    measure.accept(end.hidden(), Duration.ofNanos(nanos - oldest));
    if (nanos - oldest >= TopicEnd.PATIENCE.toNanos()
        && now.values().stream().noneMatch(Standstill::told)) {
      var sentence = end.sentence();
      say.accept(
          "nothing is %s there any more: %s; %s"
              .formatted(words.done, sentence.subject(), sentence.advice()));
      now.replaceAll((p, s) -> new Standstill(s.offset, s.sinceNanos, true));
    }
    standing = now;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
