package io.framecount.loader.load;

import io.framecount.loader.input.Checkpoint;
import io.framecount.loader.input.Input;
import io.framecount.loader.input.LineBatch;
import io.framecount.loader.resume.LoadProgress;
import io.framecount.loader.resume.ProgressStore;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Where each input stood when the run began, and where it stands now. Not thread-safe. */
final class LoadLedger {
  private final ProgressStore store;
  private final Map<Input, String> groups = new LinkedHashMap<>();
  private final Map<Input, LoadProgress> standing = new HashMap<>();
  private final Map<String, OffsetAndMetadata> unsaved = new LinkedHashMap<>();
  private long linesDoneBefore;

  private LoadLedger(ProgressStore store) {
    this.store = store;
  }

  /**
   * Looks up the progress of all inputs that can be resumed.
   *
   * @param fromStart whether to forget what earlier runs did
   */
  static LoadLedger open(List<Input> inputs, ProgressStore store, boolean fromStart) {
    LoadLedger ledger = new LoadLedger(store);
    for (Input input : inputs) {
      if (input.repeatable()) {
        String group = store.group(input);
        ledger.groups.put(input, group);
        if (!fromStart) {
          store.find(group).ifPresent(progress -> ledger.remember(input, progress));
        }
      }
    }
    return ledger;
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

  Checkpoint startOf(Input input) {
    LoadProgress progress = standing.get(input);
    return progress == null ? Checkpoint.START : progress.checkpoint();
  }

  /** Lines that earlier runs have done. */
  long linesDoneBefore() {
    return linesDoneBefore;
  }

  private void remember(Input input, LoadProgress progress) {
    standing.put(input, progress);
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
            batch.lastOfInput());
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
