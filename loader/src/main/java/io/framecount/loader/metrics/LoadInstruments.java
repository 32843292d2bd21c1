package io.framecount.loader.metrics;

/**
 * Measures a run, or nothing. Refers to no metrics library, so that none is loaded without need.
 */
public interface LoadInstruments extends AutoCloseable {
  /** Measures nothing. */
  LoadInstruments NONE = new LoadInstruments() {};

  /** The instruments of the load into the first cluster. */
  default LoadEvents first() {
    return LoadEvents.NONE;
  }

  /** The instruments of the load into the second cluster. */
  default LoadEvents mirror() {
    return LoadEvents.NONE;
  }

  @Override
  default void close() {}
}
