package io.framecount.bench.accuracy;

/** The ways to split frames into parts that are counted separately and merged later. */
enum Split {
  /** Each user is in one of the parts. */
  PARTITIONS(64, "64 partitions") {
    @Override
    boolean contains(int part, int user, TrialUsers users) {
      return user % parts() == part;
    }
  },
  /** Each user is in a quarter of the parts, but not all in the same ones. */
  DAYS(30, "30 days") {
    @Override
    boolean contains(int part, int user, TrialUsers users) {
      return users.isThere(user, part);
    }
  };

  private final int parts;
  private final String text;

  Split(int parts, String text) {
    this.parts = parts;
    this.text = text;
  }

  /** Returns whether a user has frames in a part. */
  abstract boolean contains(int part, int user, TrialUsers users);

  int parts() {
    return parts;
  }

  @Override
  public String toString() {
    return text;
  }
}
