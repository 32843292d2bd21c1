package io.framecount.counter.run;

/** The stages that a process runs. */
public enum Role {
  ALL,
  COMBINE,
  MERGE;

  boolean combines() {
    return this != MERGE;
  }

  boolean merges() {
    return this != COMBINE;
  }
}
