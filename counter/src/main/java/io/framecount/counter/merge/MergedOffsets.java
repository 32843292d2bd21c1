package io.framecount.counter.merge;

/** Tells whether Kafka knows how far increments are merged. Thread-safe. */
@FunctionalInterface
interface MergedOffsets {
  boolean known(int partition);
}
