package io.framecount.loader.load;

import io.framecount.common.cli.CommandFailure;
import io.framecount.loader.input.Checkpoint;
import io.framecount.loader.input.Head;
import io.framecount.loader.input.Input;
import io.framecount.loader.input.LineBatch;
import io.framecount.loader.resume.LoadProgress;
import io.framecount.loader.resume.ProgressStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Where each input stood when the run began, and where it stands now. Used by one thread, but for
 * {@link #startOf}.
 */
final class LoadLedger {
  private final ProgressStore store;
  private final Map<Input, String> groups = new LinkedHashMap<>();
  private final Map<Input, Head> heads = new LinkedHashMap<>();
  private final Map<Input, Checkpoint> starts = new HashMap<>();
  private final Map<Input, LoadProgress> standing = new HashMap<>();
  private final Map<String, OffsetAndMetadata> unsaved = new LinkedHashMap<>();
  private long linesDoneBefore;

  private LoadLedger(ProgressStore store) {
    this.store = store;
  }

  /**
   * Names all inputs that can be resumed; their progress is looked up by {@link #recall}.
   *
   * @param fromStart whether to forget what earlier runs did
   * @throws CommandFailure if an input can't be read, or two can't be told apart
   */
  static LoadLedger open(List<Input> inputs, ProgressStore store, boolean fromStart) {
    LoadLedger ledger = new LoadLedger(store);
    for (Input input : inputs) {
      if (input.repeatable()) {
        ledger.enter(input, Head.of(input), fromStart);
      }
    }
    return ledger;
  }

  /**
   * Looks up what earlier runs have done. Call it once this load's producer is open: until then an
   * earlier loader may still be at work, and move on from what was looked up.
   */
  void recall() {
    heads.forEach(
        (input, head) -> store.find(head).ifPresent(progress -> remember(input, progress)));
  }

  private void enter(Input input, Head head, boolean fromStart) {
    if (head.isEmpty()) {
      return;
    }
    String group = store.group(head);
    if (!fromStart) {
      requireUnlike(input, group);
      heads.put(input, head);
    }
    groups.put(input, group);
  }

  private void requireUnlike(Input input, String group) {
    groups.forEach(
        (other, taken) -> {
          if (taken.equals(group)) {
            throw new CommandFailure(
                "%s begins as %s does, so they count as one file and would be loaded twice; leave one out, or use --from-start to load both"
                    .formatted(input.name(), other.name()));
          }
        });
  }

  /** A ledger that remembers nothing, for loads that can't be resumed. */
  static LoadLedger none(ProgressStore store) {
    return new LoadLedger(store);
  }

  /**
   * Names this load to the brokers. Two loaders at work on the same file have the same name, so
   * that the second ends the first instead of doubling its frames.
   */
  String identity() {
    return groups.values().stream()
        .findFirst()
        .orElseGet(() -> store.slot().topic() + "-" + UUID.randomUUID());
  }

  /** Under which partition the progress is kept. */
  TopicPartition slot() {
    return store.slot();
  }

  /** From where this run reads the input. May be called by any thread: it never changes. */
  Checkpoint startOf(Input input) {
    return starts.getOrDefault(input, Checkpoint.START);
  }

  /** Lines that earlier runs have done. */
  long linesDoneBefore() {
    return linesDoneBefore;
  }

  private void remember(Input input, LoadProgress progress) {
    standing.put(input, progress);
    starts.put(input, progress.checkpoint());
    linesDoneBefore += progress.checkpoint().lines();
  }

  /** Notes that a batch is sent; it counts once {@link #takeUnsaved} was committed. */
  void done(LineBatch batch, long frames, long rejected) {
    String group = groups.get(batch.input());
    if (group == null) {
      return;
    }
    LoadProgress old = standing.get(batch.input());
    LoadProgress now =
        new LoadProgress(
            batch.input().name(),
            batch.after(),
            frames + (old == null ? 0 : old.frames()),
            rejected + (old == null ? 0 : old.rejected()),
            batch.lastOfInput(),
            Instant.now().truncatedTo(ChronoUnit.MILLIS));
    standing.put(batch.input(), now);
    unsaved.put(group, now.toOffset());
  }

  /** What has to be committed now, by consumer group. */
  Map<String, OffsetAndMetadata> takeUnsaved() {
    Map<String, OffsetAndMetadata> taken = Map.copyOf(unsaved);
    unsaved.clear();
    return taken;
  }
}
