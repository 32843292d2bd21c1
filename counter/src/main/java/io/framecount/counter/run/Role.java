package io.framecount.counter.run;

/** The stages that a process runs. */
public enum Role {
  ALL,
  COMBINE,
  MERGE;

  public boolean combines() {
    return this != MERGE;
  }

  public boolean merges() {
    return this != COMBINE;
  }
}
