package io.framecount.counter.run;

/** Which of the two stages a process runs. */
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
