package io.framecount.loader.produce;

/**
 * What was delivered so far, and as of the last commit. Used by the loading thread; what it holds
 * is thread-safe.
 */
final class DeliveryFigures {
  private final Traffic traffic;
  private final AcknowledgedOffsets offsets = new AcknowledgedOffsets();
  private AcknowledgedOffsets safeOffsets = offsets.copy();
  private Traffic.Mark safeTraffic;

  DeliveryFigures(Traffic traffic) {
    this.traffic = traffic;
    safeTraffic = traffic.mark();
  }

  AcknowledgedOffsets offsets() {
    return offsets;
  }

  /** Notes that all so far is committed. */
  void keep() {
    safeTraffic = traffic.mark();
    safeOffsets = offsets.copy();
  }

  /** Forgets what came after the last commit. */
  void restore() {
    traffic.restore(safeTraffic);
    offsets.restore(safeOffsets);
  }
}
