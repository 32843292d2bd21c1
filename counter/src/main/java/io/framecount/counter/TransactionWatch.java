package io.framecount.counter;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicEnd;
import io.framecount.counter.metrics.Instruments;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Says when an open transaction holds up a counter that runs on: to its consumer, the topic then
 * looks as if nothing came. Asks Kafka every ten seconds, on a thread of its own.
 */
final class TransactionWatch implements AutoCloseable {
  private static final long PERIOD_MILLIS = 10_000;

  private final KafkaConnection kafka;
  private final String topic;
  private final Instruments instruments;
  private final Consumer<String> say;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "framecount-transactions");
            thread.setDaemon(true);
            return thread;
          });

  private Map<TopicPartition, Standstill> standing = Map.of();

  /** Where readers of a partition have been stopped, since when, and whether that was said. */
  private record Standstill(long offset, long sinceNanos, boolean told) {}

  TransactionWatch(
      KafkaConnection kafka, String topic, Instruments instruments, Consumer<String> say) {
    this.kafka = kafka;
    this.topic = topic;
    this.instruments = instruments;
    this.say = say;
  }

  static TransactionWatch start(
      KafkaConnection kafka, String topic, Instruments instruments, Consumer<String> say) {
    TransactionWatch watch = new TransactionWatch(kafka, topic, instruments, say);
    Future<?> unused =
        watch.clock.scheduleWithFixedDelay(
            watch::tryToLook, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    return watch;
  }

  private void tryToLook() {
    try {
      look(TopicEnd.of(kafka, topic), System.nanoTime());
    } catch (RuntimeException e) {
      // Whoever counts says that Kafka is away, or that the topic is gone.
    }
  }

  /** Takes in what is hidden at a moment. */
  void look(TopicEnd end, long nanos) {
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
      say.accept("the transaction on topic '%s' has ended, counting goes on".formatted(topic));
    }
    long oldest = now.values().stream().mapToLong(Standstill::sinceNanos).min().orElse(nanos);
    instruments.hidden(end.hidden(), Duration.ofNanos(nanos - oldest));
    if (nanos - oldest >= TopicEnd.PATIENCE.toNanos()
        && now.values().stream().noneMatch(Standstill::told)) {
      var sentence = end.sentence();
      say.accept(
          "nothing is counted there any more: %s; %s"
              .formatted(sentence.subject(), sentence.advice()));
      now.replaceAll((p, s) -> new Standstill(s.offset, s.sinceNanos, true));
    }
    standing = now;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
