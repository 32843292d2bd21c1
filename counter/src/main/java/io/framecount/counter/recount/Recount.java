package io.framecount.counter.recount;

import io.framecount.WindowCount;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicEnd;
import io.framecount.common.kafka.Wait;
import io.framecount.counter.frame.FrameReader;
import io.framecount.counter.late.LateKey;
import io.framecount.counter.late.LateTopic;
import io.framecount.counter.merge.MergerProgress;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.progress.CountSettings;
import io.framecount.counter.progress.GroupProgress;
import io.framecount.counter.view.CountsTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Counts windows again from their frames. Rows of windows whose state the mergers gave up are
 * replaced, with what came late: no merger touches these again, and what comes for them after the
 * cut stays late. Rows that mergers still add to are only compared.
 */
final class Recount {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final KafkaConnection kafka;
  private final CountNames names;
  private final CountSettings settings;
  private final FrameReader reader;
  private final LateTopic lateTopic;
  private final CountsTopic counts;
  private final RowWriter writer;
  private final ExpiredWindows givenUp;

  Recount(
      KafkaConnection kafka,
      CountNames names,
      CountSettings settings,
      FrameReader reader,
      LateTopic lateTopic,
      Deserializer<WindowCount> rows,
      RowWriter writer) {
    this.kafka = kafka;
    this.names = names;
    this.settings = settings;
    this.reader = reader;
    this.lateTopic = lateTopic;
    this.writer = writer;
    counts = new CountsTopic(kafka, names.output(), rows);
    givenUp = new ExpiredWindows(kafka, names, rows);
  }

  /** Counts windows in one pass. */
  List<Outcome> run(List<RowKey> keys) {
    Map<RowKey, Outcome> outcomes = new HashMap<>(run(keys, windows(lateTopic.read().keySet())));
    // A row that is wrong without late frames: only the mergers' state tells whose it is.
    List<RowKey> again =
        keys.stream()
            .filter(key -> outcomes.get(key).kind() == Outcome.Kind.WRONG && givenUp.test(key))
            .toList();
    if (!again.isEmpty()) {
      Set<String> gone = again.stream().map(RowKey::text).collect(Collectors.toSet());
      outcomes.putAll(run(again, gone));
    }
    return keys.stream().map(outcomes::get).toList();
  }

  /**
   * @param gone windows whose state was given up before now
   */
  private Map<RowKey, Outcome> run(List<RowKey> keys, Set<String> gone) {
    Rows before = rows(keys);
    ConsistentCut.Cut cut = new ConsistentCut(kafka, names).take();
    awaitMerged(cut);
    Rows rows = rows(keys);
    Map<LateKey, Long> late = contained(cut);
    SetAsideRecords letters = SetAsideRecords.of(kafka, names);
    List<RecountedWindow> windows =
        keys.stream()
            .map(
                key ->
                    new RecountedWindow(
                        key.window(), key.group(), rows.groups(key), settings.method()))
            .toList();
    new Recounter(reader, windows, letters::contain).count(kafka, names.source(), cut.frames());
    WindowComparison.Whole whole = new WindowComparison.Whole(sourceWhole(), letters.whole());
    Map<RowKey, Outcome> outcomes = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      RowKey key = keys.get(i);
      WindowComparison finding =
          new WindowComparison(key, windows.get(i), before.get(key), rows.get(key));
      outcomes.put(
          key,
          gone.contains(key.text())
              ? settle(finding, late, whole)
              : finding.compared(names.source(), whole));
    }
    return outcomes;
  }

  private Outcome settle(
      WindowComparison finding, Map<LateKey, Long> late, WindowComparison.Whole whole) {
    List<LateKey> contained = new ArrayList<>();
    long lateFrames = 0;
    for (Map.Entry<LateKey, Long> each : late.entrySet()) {
      if (each.getKey().window().equals(finding.key().text())) {
        contained.add(each.getKey());
        lateFrames += each.getValue();
      }
    }
    if (finding.frames() != finding.rowFrames() + lateFrames && !whole.both()) {
      return contained.isEmpty()
          ? finding.compared(names.source(), whole)
          : finding.refused(names.source(), lateFrames);
    }
    if (contained.isEmpty() && finding.matches()) {
      return finding.compared(names.source(), whole);
    }
    writer.replace(finding.key().text(), finding.newRow(), contained);
    return finding.replaced(lateFrames);
  }

  private Rows rows(Collection<RowKey> keys) {
    return Rows.of(kafka, names.output(), counts, keys);
  }

  /** Late partials of frames before the cut. */
  private Map<LateKey, Long> contained(ConsistentCut.Cut cut) {
    Map<Integer, Long> ends = new HashMap<>();
    cut.partials().forEach((partition, end) -> ends.put(partition.partition(), end));
    Map<LateKey, Long> late = new HashMap<>(lateTopic.read());
    late.keySet().removeIf(key -> key.offset() >= ends.get(key.partition()));
    return late;
  }

  /** Returns whether each record that was counted is still in the source. */
  private boolean sourceWhole() {
    String policy = kafka.topics().setting(names.source(), TopicConfig.CLEANUP_POLICY_CONFIG);
    return !policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT)
        && GroupProgress.of(kafka, names.combinerGroup(), names.source())
            .has(kafka.offsets().first(names.source()));
  }

  private void awaitMerged(ConsistentCut.Cut cut) {
    try (MergerProgress progress =
        new MergerProgress(kafka, names.partials(), names.application(), cut.partials())) {
      if (!Wait.until(PATIENCE, PAUSE, progress::through)) {
        // No counter could merge what lies behind an open transaction.
        TopicEnd.upTo(kafka, names.partials(), cut.partials())
            .requireReadable(Duration.ZERO, line -> {});
        throw new CommandFailure(
            "not all that was counted into topic '%s' is merged after %d s; start a counter, then try again"
                .formatted(names.output(), PATIENCE.toSeconds()));
      }
    }
  }

  private static Set<String> windows(Set<LateKey> late) {
    return late.stream().map(LateKey::window).collect(Collectors.toSet());
  }
}
