package io.framecount.loader.resume;

import io.framecount.common.input.InputPrefix;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The names of the consumer groups that keep progress. A name has two hashes: of the beginning of
 * the input, and of the place where it lay when its load was begun. The first finds the loads that
 * a file may continue, wherever it lies now; the second gives files with equal beginnings groups of
 * their own.
 */
final class Fingerprint {
  private static final String PREFIX = "framecount-load-";
  private static final String CLAIM = "-claim";
  private static final int HEX_DIGITS = 16;

  private Fingerprint() {}

  /**
   * The beginnings of the names of all loads that an input with this prefix may continue. An input
   * shorter than a prefix is known by its first line, and a longer one may have been shorter.
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
   * @param count number of loads of the family that began there before
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
