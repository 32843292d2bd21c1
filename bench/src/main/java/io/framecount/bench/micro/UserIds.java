package io.framecount.bench.micro;

/** Ids of users for sketches: 20 characters, as arrays of their own. */
final class UserIds {
  /** Length of an id in bytes. */
  static final int LENGTH = 20;

  private UserIds() {}

  /** Returns the id of a user: letters, and 16 hexadecimal digits that are unique. */
  static byte[] id(int user) {
    byte[] id = {'u', 's', 'e', 'r', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    long rest = user * 0x9E3779B97F4A7C15L;
    for (int i = LENGTH - 1; i > 3; i--, rest >>>= 4) {
      id[i] = (byte) Character.forDigit((int) rest & 0xf, 16);
    }
    return id;
  }

  /**
   * Returns ids of consecutive frames, in which the users take turns. Each is an array of its own,
   * and they lie in memory in this order, like frames just received.
   */
  static byte[][] ofFrames(int frames, int users) {
    byte[][] ids = new byte[frames][];
    for (int i = 0; i < frames; i++) {
      ids[i] = id(i % users);
    }
    return ids;
  }
}
