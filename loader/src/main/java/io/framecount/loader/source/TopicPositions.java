package io.framecount.loader.source;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.input.Checkpoint;
import io.framecount.common.input.LineBatch;
import io.framecount.loader.encode.RecordBatch;
import io.framecount.loader.load.Ledger;
import io.framecount.loader.produce.FrameProducer;
import io.framecount.loader.produce.Guarantee;
import io.framecount.loader.resume.LoadProgress;
import io.framecount.loader.resume.LoadProgress.Origin;
import io.framecount.loader.resume.LoadProgress.Saved;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * How far each partition that this run has is loaded: at the last commit, and now. Used by one
 * thread.
 *
 * <p><b>Exactly once.</b> A transaction carries frames and the offsets behind their records. A run
 * gets a partition from the group, then reads its offset, waiting for open transactions, and begins
 * there. Before the group takes the partition away, the run commits what it has sent, and forgets
 * what it has read ahead. A run that did not hear that it lost a partition can't commit any more:
 * Kafka refuses offsets of a member of an older generation of the group, and with them the
 * transaction. Between clusters, claims do that; see {@link AwayKeeper}. After any failure the run
 * leaves the group and joins it anew, so it never relies on what it remembers.
 */
public final class TopicPositions implements Ledger {
  private final SourceTopic source;
  private final ProgressKeeper keeper;
  private final Guarantee guarantee;
  private final Origin origin;
  private final String run;
  private final java.util.function.Consumer<String> say;
  private final Map<TopicPartition, LoadProgress> committed = new HashMap<>();
  private final Map<TopicPartition, LoadProgress> unsaved = new HashMap<>();
  private Supplier<Consumer<?, ?>> member = () -> null;
  private Runnable handOver = () -> {};

  /**
   * @param origin names the two topics
   * @param run a name of this run
   * @param say takes a sentence about what can't be known
   */
  TopicPositions(
      SourceTopic source,
      ProgressKeeper keeper,
      Guarantee guarantee,
      Origin origin,
      String run,
      java.util.function.Consumer<String> say) {
    this.source = source;
    this.keeper = keeper;
    this.guarantee = guarantee;
    this.origin = origin;
    this.run = run;
    this.say = say;
  }

  /** Sets who is the member of the group now. */
  void member(Supplier<Consumer<?, ?>> consumer) {
    member = consumer;
  }

  /**
   * Takes partitions that the group has given to this run.
   *
   * @param all whether these are all there are
   * @return the offset to begin at for each partition that was begun
   * @throws CommandFailure if its progress is of other topics of the same names
   */
  Map<TopicPartition, Long> open(Collection<TopicPartition> partitions, boolean all) {
    Map<TopicPartition, Saved> saved = keeper.takeOver(partitions, all);
    Map<TopicPartition, Long> positions = new HashMap<>();
    saved.forEach(
        (partition, found) -> {
          requireSameTopics(found.progress());
          committed.put(partition, found.progress());
          positions.put(partition, found.progress().checkpoint().position());
        });
    return positions;
  }

  private void requireSameTopics(LoadProgress progress) {
    Origin then = progress.origin();
    if (then == null) {
      return;
    }
    if (!then.topicId().equals(origin.topicId())) {
      throw madeAgain(source.name());
    }
    // Where progress lies under the topic of the frames, it went with it.
    if (then.intoId() != null && !then.intoId().equals(origin.intoId())) {
      throw madeAgain(origin.into());
    }
  }

  private CommandFailure madeAgain(String topic) {
    return madeAgain(topic, source.name(), origin.into());
  }

  static CommandFailure madeAgain(String topic, String from, String into) {
    return new CommandFailure(
        "topic %s was deleted and made again since %s was loaded into %s; --from-start loads all that %s holds now"
            .formatted(topic, from, into, from));
  }

  /** Commits what was sent, and has forgotten what was read ahead. */
  void handOver() {
    handOver.run();
  }

  /** Forgets partitions that the group has given to others. */
  void close(Collection<TopicPartition> partitions) {
    partitions.forEach(committed::remove);
    partitions.forEach(unsaved::remove);
  }

  /** Begins a partition at an offset, unless it was begun before. */
  void begin(TopicPartition partition, long offset) {
    committed.computeIfAbsent(
        partition,
        each -> new LoadProgress(each.toString(), new Checkpoint(offset, 0, 0), 0, 0, false));
  }

  /** Returns the committed offset of a partition, or where it was begun. */
  long committed(TopicPartition partition) {
    return committed.get(partition).checkpoint().position();
  }

  /** Returns the offset up to which a partition was sent; -1 if this run does not have it. */
  long reached(TopicPartition partition) {
    LoadProgress progress = unsaved.getOrDefault(partition, committed.get(partition));
    return progress == null ? -1 : progress.checkpoint().position();
  }

  /** Returns the offsets that any run has committed for partitions. */
  Map<TopicPartition, Long> committedByAnyone(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    keeper
        .saved(partitions)
        .forEach(
            (each, saved) -> {
              requireSameTopics(saved.progress());
              offsets.put(each, saved.progress().checkpoint().position());
            });
    return offsets;
  }

  @Override
  public void done(LineBatch batch, long frames, long rejected) {
    RecordBatch records = (RecordBatch) batch;
    TopicPartition partition = records.partition();
    LoadProgress old = unsaved.getOrDefault(partition, committed.get(partition));
    unsaved.put(
        partition,
        new LoadProgress(
            partition.toString(),
            new Checkpoint(
                records.next(), records.count() + (old == null ? 0 : old.checkpoint().lines()), 0),
            frames + (old == null ? 0 : old.frames()),
            rejected + (old == null ? 0 : old.rejected()),
            false,
            Instant.now().truncatedTo(ChronoUnit.MILLIS),
            0,
            -1,
            null,
            origin));
  }

  @Override
  public void commit(FrameProducer producer) {
    producer.commit(keeper.toSave(unsaved, run, member.get()), this::requireOurs);
  }

  @Override
  public void requireOurs() {
    source.requireSame();
    keeper.requireOurs(unsaved.keySet());
  }

  /**
   * {@inheritDoc} What a run that has taken over has committed since says nothing of this run's
   * commit, so the transaction is known by those partitions that still bear this run's name.
   */
  @Override
  public boolean foundCommitted() {
    if (unsaved.isEmpty() || guarantee != Guarantee.EXACTLY_ONCE) {
      return false;
    }
    Map<TopicPartition, Saved> saved = keeper.saved(unsaved.keySet());
    boolean othersOnly =
        saved.size() == unsaved.size()
            && saved.values().stream().noneMatch(kept -> kept.run().equals(run));
    if (othersOnly) {
      say.accept(
          "other loaders have taken over while the answer to a commit was missing, so the frames of that commit may be counted by nobody; they are in topic %s once"
              .formatted(origin.into()));
    }
    return unsaved.entrySet().stream()
        .anyMatch(
            entry -> {
              Saved kept = saved.get(entry.getKey());
              return kept != null
                  && kept.run().equals(run)
                  && kept.progress().samePlace(entry.getValue());
            });
  }

  @Override
  public void committed() {
    committed.putAll(unsaved);
    unsaved.clear();
  }

  @Override
  public void rollBack() {
    unsaved.clear();
  }

  @Override
  public void beforeHandOver(Runnable commit) {
    handOver = commit;
  }

  @Override
  public long lag() {
    Consumer<?, ?> consumer = member.get();
    return consumer == null
        ? 0
        : consumer.assignment().stream().mapToLong(partition -> lag(consumer, partition)).sum();
  }

  /** The client counts from what it has handed out, which is not all sent yet. */
  private long lag(Consumer<?, ?> consumer, TopicPartition partition) {
    OptionalLong unread = consumer.currentLag(partition);
    return unread.isEmpty()
        ? 0
        : unread.getAsLong() + Math.max(0, consumer.position(partition) - reached(partition));
  }
}
