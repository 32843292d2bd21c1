package io.framecount.loader.produce;

import java.util.Optional;

/**
 * What was delivered or dropped so far, and as of the last commit. Used by the loading thread; what
 * it holds is thread-safe.
 */
final class DeliveryFigures {
  private final InFlight traffic;
  private final Optional<DroppedRecords> drops;
  private final AcknowledgedOffsets offsets = new AcknowledgedOffsets();
  private AcknowledgedOffsets safeOffsets = offsets.copy();
  private InFlight.Mark safeTraffic;

  DeliveryFigures(InFlight traffic, Optional<DroppedRecords> drops) {
    this.traffic = traffic;
    this.drops = drops;
    safeTraffic = traffic.mark();
  }

  AcknowledgedOffsets offsets() {
    return offsets;
  }

  /** Notes that all so far is committed. */
  void keep() {
    safeTraffic = traffic.mark();
    safeOffsets = offsets.copy();
    drops.ifPresent(DroppedRecords::keep);
  }

  /** Forgets what came after the last commit. */
  void restore() {
    traffic.restore(safeTraffic);
    offsets.restore(safeOffsets);
    drops.ifPresent(DroppedRecords::restore);
  }
}
