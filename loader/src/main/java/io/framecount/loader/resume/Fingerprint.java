package io.framecount.loader.resume;

import io.framecount.common.input.InputPrefix;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The names of the consumer groups that keep progress. They say how the input's content begins, and
 * where it lay when its load was begun: by the first, the loads are found that a file may go on
 * with, wherever it lies now; by the second, files that begin alike have groups of their own.
 */
final class Fingerprint {
  private static final String PREFIX = "framecount-load-";
  private static final String CLAIM = "-claim";
  private static final int HEX_DIGITS = 16;

  private Fingerprint() {}

  /**
   * How all names begin of loads that an input with this head may go on with: an input shorter than
   * a head goes by its first line, and one that is not may have been shorter.
   */
  static List<String> families(String topic, InputPrefix head) {
    String asShort = named(topic, head.firstLine());
    return head.isShort() ? List.of(asShort) : List.of(named(topic, head), asShort);
  }

  /**
   * The family that a group is of, if it keeps the progress of a load into the topic. Earlier
   * versions gave a group the name of the family alone.
   */
  static Optional<String> familyOf(String topic, String group) {
    String start = named(topic, "");
    int end = start.length() + HEX_DIGITS;
    boolean fits =
        group.startsWith(start)
            && isProgress(group)
            && (group.length() == end || (group.length() > end && group.charAt(end) == '-'));
    return fits ? Optional.of(group.substring(0, end)) : Optional.empty();
  }

  /**
   * A name for a new load of a family.
   *
   * @param place where the input lies
   * @param count how many loads of the family have begun there before
   */
  static String ofFamily(String family, String place, int count) {
    byte[] bytes = (place + "\n" + count).getBytes(StandardCharsets.UTF_8);
    return family + "-" + hash(bytes);
  }

  /** The name of the group that says who has the load whose progress this group keeps. */
  static String claim(String group) {
    return group + CLAIM;
  }

  /** Returns whether a group keeps the progress of a load. */
  static boolean isProgress(String group) {
    return group.startsWith(PREFIX) && !group.endsWith(CLAIM);
  }

  private static String named(String topic, InputPrefix part) {
    return named(topic, hash(part.bytes()));
  }

  /** The name of the group of an input that is known by something else than its content. */
  static String named(String topic, String identity) {
    return PREFIX + "%s-%s".formatted(topic, identity);
  }

  private static String hash(byte[] bytes) {
    return HexFormat.of().formatHex(sha256(bytes)).substring(0, HEX_DIGITS);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
