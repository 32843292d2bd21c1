package io.framecount.loader.produce;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The lines that were given up because Kafka did not take them in time. Those since the last commit
 * count for as long only as what was sent with them: when that is forgotten, so are they.
 * Thread-safe.
 */
public final class DroppedRecords {
  private static final int RANGES_SHOWN = 20;

  private final Duration patience;
  private final DroppedLines kept = new DroppedLines();
  private DroppedLines sinceCommit = new DroppedLines();

  /**
   * None yet.
   *
   * @param patience how long a record is tried
   */
  public DroppedRecords(Duration patience) {
    this.patience = patience;
  }

  Duration patience() {
    return patience;
  }

  synchronized void add(Origin origin) {
    sinceCommit.add(origin);
  }

  /** Notes that all so far is committed. */
  synchronized void keep() {
    kept.addAll(sinceCommit);
    sinceCommit = new DroppedLines();
  }

  /** Forgets what came after the last commit. */
  synchronized void restore() {
    sinceCommit = new DroppedLines();
  }

  /** Frames given up. */
  public synchronized long frames() {
    return kept.frames() + sinceCommit.frames();
  }

  /** Dead letters given up. */
  public synchronized long letters() {
    return kept.letters() + sinceCommit.letters();
  }

  /** All lines given up. */
  public synchronized long lines() {
    return frames() + letters();
  }

  /** Returns which lines, as ranges by input; a long list is cut short. */
  public synchronized Map<String, List<String>> ranges() {
    DroppedLines all = new DroppedLines();
    all.addAll(kept);
    all.addAll(sinceCommit);
    return all.shown(RANGES_SHOWN);
  }

  /**
   * Where a record is from.
   *
   * @param letter whether it is a dead letter
   */
  record Origin(String file, long line, boolean letter) {}
}
