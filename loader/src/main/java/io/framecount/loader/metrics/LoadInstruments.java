package io.framecount.loader.metrics;

/** Measures a run, or nothing. Refers to no metrics library, so that none need be loaded. */
public interface LoadInstruments extends AutoCloseable {
  /** Measures nothing. */
  LoadInstruments NONE = new LoadInstruments() {};

  /** For the load into the cluster that is loaded in any case. */
  default LoadEvents first() {
    return LoadEvents.NONE;
  }

  /** For the load into the second cluster. */
  default LoadEvents mirror() {
    return LoadEvents.NONE;
  }

  @Override
  default void close() {}
}
