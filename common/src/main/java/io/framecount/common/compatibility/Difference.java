package io.framecount.common.compatibility;

/**
 * One place where two schemas differ, compatible or not.
 *
 * @param path as in {@link Obstacle}
 * @param text what is there now, was there before, or has become of it
 * @param deceptive whether Avro reads the one as the other though it means something else
 */
public record Difference(Kind kind, String path, String text, boolean deceptive) {
  /** The kind of change. */
  public enum Kind {
    ADDED("+"),
    REMOVED("-"),
    CHANGED("~");

    private final String sign;

    Kind(String sign) {
      this.sign = sign;
    }

    /** One character, as in the margin of a diff. */
    public String sign() {
      return sign;
    }
  }
}
