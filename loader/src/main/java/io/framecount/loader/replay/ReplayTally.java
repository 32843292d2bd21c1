package io.framecount.loader.replay;

import io.framecount.loader.convert.ChangedValue;
import io.framecount.loader.convert.ChangedValue.Kind;
import io.framecount.loader.outcome.ChangedFields;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Numbers of dead letters by outcome. Not thread-safe. */
final class ReplayTally {
  private final Map<String, Long> rejectedByReason = new TreeMap<>();
  private final Map<ChangedValue, Long> changes = new HashMap<>();
  private final long started = System.nanoTime();
  private long frames;
  private long rejected;
  private long broughtBack;
  private long backAlready;
  private long left;
  private long repeated;
  private boolean interrupted;
  private String incomplete;
  private String schema;

  /** Notes subject, version and id that the frames are written under. */
  void schema(String registered) {
    schema = registered;
  }

  void frame() {
    frames++;
  }

  void rejected(String reason) {
    rejected++;
    rejectedByReason.merge(reason, 1L, Long::sum);
  }

  /**
   * Returns how often the frames differ from their lines, in each way and field; to be added to.
   */
  Map<ChangedValue, Long> changes() {
    return changes;
  }

  /** Notes a record that a counter had set aside and that is in its topic again. */
  void broughtBack() {
    broughtBack++;
  }

  /** Notes one more letter of a record that is back. */
  void backAlready() {
    backAlready++;
  }

  /** Notes a record that no counter could count, so that it was left where it is. */
  void left() {
    left++;
  }

  /** Notes a line that is in its file once more. */
  void repeated() {
    repeated++;
  }

  void finished(boolean byInterruption) {
    interrupted = byInterruption;
  }

  /** Notes that not all letters could be read, and why. */
  void incomplete(String sentence) {
    incomplete = sentence;
  }

  /** Why not all letters were read, or null. */
  String incomplete() {
    return incomplete;
  }

  long frames() {
    return frames;
  }

  long rejected() {
    return rejected;
  }

  ReplaySummary summary(String topic) {
    return new ReplaySummary(
        topic,
        schema,
        frames + rejected + broughtBack + backAlready + left + repeated,
        frames,
        rejected,
        rejectedByReason,
        ChangedFields.of(Kind.DROPPED, changes),
        ChangedFields.byKind(changes),
        broughtBack,
        backAlready,
        left,
        repeated,
        (System.nanoTime() - started) / 1e9,
        interrupted);
  }
}
