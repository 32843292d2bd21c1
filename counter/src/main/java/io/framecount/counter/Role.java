package io.framecount.counter;

/** Which of the two stages a process runs. */
enum Role {
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
