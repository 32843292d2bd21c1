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
 * The end of a topic at one moment. Records before it may be hidden: readers of committed records
 * get nothing behind the first open transaction, not even records that others have committed there.
 * If nothing is hidden, Kafka is not asked again. Used by one thread.
 */
public final class TopicEnd {
  /**
   * A wait that outlasts the transaction of a killed producer: a minute by default, and ten seconds
   * until the brokers look for it.
   */
  public static final Duration PATIENCE = Duration.ofSeconds(75);

  private static final Duration QUIET = Duration.ofSeconds(3);

  /** The first pause; usually only the marker of a commit is missing, and only for a moment. */
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

  /** Returns the present end of a topic. */
  public static TopicEnd of(KafkaConnection kafka, String topic) {
    return new TopicEnd(kafka, topic, kafka.offsets().end(topic));
  }

  /** Returns an end at these offsets, which are the end of some partitions or lie before it. */
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

  /** Returns, by partition, the offset after the newest record, readable or not. */
  public Map<TopicPartition, Long> offsets() {
    return end;
  }

  /**
   * Returns, by partition, the offset up to which committed records were readable at the last look;
   * at most the end.
   */
  public Map<TopicPartition, Long> readable() {
    return readable;
  }

  /**
   * Returns, by partition with hidden records, the number of offsets hidden before the end at the
   * last look.
   */
  public Map<TopicPartition, Long> hiddenOffsets() {
    Map<TopicPartition, Long> offsets = new HashMap<>(hiddenFrom);
    offsets.replaceAll((partition, from) -> end.get(partition) - from);
    return offsets;
  }

  /** Returns, by partition with hidden records, the offset of the first one at the last look. */
  public Map<TopicPartition, Long> hiddenFrom() {
    return hiddenFrom;
  }

  /** Returns the number of offsets hidden before the end at the last look. */
  public long hidden() {
    return OpenTransactions.sum(hiddenFrom, end);
  }

  /**
   * Looks again if anything is hidden and the last look is not too recent.
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
