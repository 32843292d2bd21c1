package io.framecount.loader.produce;

import java.util.Optional;

/**
 * What was delivered or dropped so far, and as of the last commit. Used by the loading thread; what
 * it holds is thread-safe.
 */
final class DeliveryFigures {
  private final Traffic traffic;
  private final Optional<Drops> drops;
  private final AcknowledgedOffsets offsets = new AcknowledgedOffsets();
  private AcknowledgedOffsets safeOffsets = offsets.copy();
  private Traffic.Mark safeTraffic;

  DeliveryFigures(Traffic traffic, Optional<Drops> drops) {
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
    drops.ifPresent(Drops::keep);
  }

  /** Forgets what came after the last commit. */
  void restore() {
    traffic.restore(safeTraffic);
    offsets.restore(safeOffsets);
    drops.ifPresent(Drops::restore);
  }
}
