package io.framecount.common.kafka;

import io.framecount.common.cli.CommandFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The end that a topic had when it was asked for. Records before it may be hidden: readers of
 * committed records get none behind the first transaction that is still open, and not even what
 * others have committed there. Where nothing is hidden, Kafka is not asked again. Used by one
 * thread.
 */
public final class TopicEnd {
  /**
   * Longer than the transaction of a killed producer stays open: a minute by default, and ten
   * seconds until the brokers look for such ones.
   */
  public static final Duration PATIENCE = Duration.ofSeconds(75);

  private static final Duration QUIET = Duration.ofSeconds(3);

  /** Most often it is only the marker of a commit that is missing for a moment. */
  private static final long FIRST_PAUSE_NANOS = 5_000_000;

  private static final long LONGEST_PAUSE_NANOS = 200_000_000;

  private final KafkaConnection kafka;
  private final String topic;
  private final Map<TopicPartition, Long> end;
  private final long asked = System.nanoTime();
  private final Map<TopicPartition, Long> hiddenFrom = new TreeMap<>(OpenTransactions.ORDER);
  private Map<TopicPartition, Long> readable;
  private long pause = FIRST_PAUSE_NANOS;
  private long nextLook;
  private boolean told;

  private TopicEnd(KafkaConnection kafka, String topic, Map<TopicPartition, Long> end) {
    this.kafka = kafka;
    this.topic = topic;
    this.end = Map.copyOf(end);
    ask();
  }

  /** The present end. */
  public static TopicEnd of(KafkaConnection kafka, String topic) {
    return new TopicEnd(kafka, topic, kafka.offsets().end(topic));
  }

  /** Up to these offsets, which were the end of some partitions, or lie before it. */
  public static TopicEnd upTo(KafkaConnection kafka, String topic, Map<TopicPartition, Long> end) {
    return new TopicEnd(kafka, topic, end);
  }

  /** A topic can't be read to its end because a transaction is open before it. */
  public static final class Unreadable extends CommandFailure {
    private static final long serialVersionUID = 1L;

    private Unreadable(OpenTransactions.Sentence sentence) {
      super(sentence.subject() + "; " + sentence.advice());
    }
  }

  /**
   * The failure to throw for a reader that has waited in vain.
   *
   * @param patience for how long
   */
  CommandFailure unreadable(Duration patience) {
    return hiddenFrom.isEmpty()
        ? new CommandFailure(
            "topic '%s' gave nothing more for %d s; try again later"
                .formatted(topic, patience.toSeconds()))
        : new Unreadable(sentence());
  }

  /** By partition, the offset after the newest record, whether it can be read or not. */
  public Map<TopicPartition, Long> offsets() {
    return end;
  }

  /**
   * By partition, up to where committed records could be read at the last look; at most the end.
   */
  public Map<TopicPartition, Long> readable() {
    return readable;
  }

  /** By partition where it is so, how many offsets before the end were hidden at the last look. */
  public Map<TopicPartition, Long> hiddenOffsets() {
    Map<TopicPartition, Long> offsets = new HashMap<>(hiddenFrom);
    offsets.replaceAll((partition, from) -> end.get(partition) - from);
    return offsets;
  }

  /** By partition, from where on records before the end were hidden at the last look. */
  public Map<TopicPartition, Long> hiddenFrom() {
    return hiddenFrom;
  }

  /** Returns how many offsets before the end were hidden at the last look. */
  public long hidden() {
    return OpenTransactions.sum(hiddenFrom, end);
  }

  /**
   * Looks again, if anything is hidden and the last look is a moment ago.
   *
   * @param patience how long to wait for transactions, from when the end was asked for
   * @param notice is told what is waited for, once, if that takes long
   * @return whether there is nothing more to wait for
   */
  public boolean look(Duration patience, Consumer<String> notice) {
    if (hiddenFrom.isEmpty()) {
      return true;
    }
    if (System.nanoTime() - nextLook >= 0) {
      ask();
    }
    long waited = System.nanoTime() - asked;
    if (!hiddenFrom.isEmpty() && !told && waited > QUIET.toNanos() && waited < patience.toNanos()) {
      told = true;
      notice.accept(
          "waiting up to %d s for %s".formatted(patience.toSeconds(), sentence().subject()));
    }
    return hiddenFrom.isEmpty() || waited >= patience.toNanos();
  }

  /**
   * Looks again, as {@link #look} does.
   *
   * @throws Unreadable if something is hidden, and there is nothing more to wait for
   */
  public void requireReadable(Duration patience, Consumer<String> notice) {
    if (look(patience, notice) && !hiddenFrom.isEmpty()) {
      throw unreadable(patience);
    }
  }

  /**
   * Waits until nothing is hidden.
   *
   * @return whether that is so; false if patience is over or it is told to stop
   */
  public boolean await(Duration patience, Consumer<String> notice, BooleanSupplier stopping) {
    while (!look(patience, notice) && !stopping.getAsBoolean()) {
      LockSupport.parkNanos(FIRST_PAUSE_NANOS);
    }
    return hiddenFrom.isEmpty();
  }

  /** Returns the offsets hidden at the last look, their producer, and the remedy. */
  public OpenTransactions.Sentence sentence() {
    return new OpenTransactions(kafka).sentence(topic, hiddenFrom, end);
  }

  private void ask() {
    Map<TopicPartition, Long> committed = kafka.offsets().committedEnd(List.copyOf(end.keySet()));
    Map<TopicPartition, Long> reached = new HashMap<>(end);
    reached.replaceAll((partition, last) -> Math.min(last, committed.get(partition)));
    readable = Map.copyOf(reached);
    hiddenFrom.clear();
    reached.forEach(
        (partition, offset) -> {
          if (offset < end.get(partition)) {
            hiddenFrom.put(partition, offset);
          }
        });
    nextLook = System.nanoTime() + pause;
    pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
  }
}
