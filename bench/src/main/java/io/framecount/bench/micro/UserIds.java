package io.framecount.bench.micro;

/** Ids of users for sketches: 20 characters, as arrays of their own. */
final class UserIds {
  /** Bytes of an id. */
  static final int LENGTH = 20;

  private UserIds() {}

  /** The id of a user: letters, and 16 hexadecimal digits that are the user's alone. */
  static byte[] id(int user) {
    byte[] id = {'u', 's', 'e', 'r', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    long rest = user * 0x9E3779B97F4A7C15L;
    for (int i = LENGTH - 1; i > 3; i--, rest >>>= 4) {
      id[i] = (byte) Character.forDigit((int) rest & 0xf, 16);
    }
    return id;
  }

  /**
   * Ids of frames, one after the other, in which so many users take turns. Each is an array of its
   * own, and they lie in memory in this order, as frames do that were just received.
   */
  static byte[][] ofFrames(int frames, int users) {
    byte[][] ids = new byte[frames][];
    for (int i = 0; i < frames; i++) {
      ids[i] = id(i % users);
    }
    return ids;
  }
}
