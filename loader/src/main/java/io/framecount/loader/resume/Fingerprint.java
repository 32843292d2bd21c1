package io.framecount.loader.resume;

import io.framecount.loader.input.Head;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a load is known by: the topic, and how the input's content begins. So a file is the same
 * file when it was moved, renamed, compressed or has grown; whether the rest is still the same, the
 * checkpoint's checksum tells.
 */
final class Fingerprint {
  private static final String PREFIX = "framecount-load-";
  private static final String CLAIM = "-claim";
  private static final int HEX_DIGITS = 16;

  private Fingerprint() {}

  /**
   * The name of the consumer group that keeps the load's progress. An input shorter than a head is
   * known by its first line.
   */
  static String group(String topic, Head head) {
    return named(topic, head.isShort() ? head.firstLine() : head);
  }

  /** The name that the group had if the input was shorter than a head when it was loaded. */
  static String groupWhenShort(String topic, Head head) {
    return named(topic, head.firstLine());
  }

  /** The name of the group that says who has the load whose progress this group keeps. */
  static String claim(String group) {
    return group + CLAIM;
  }

  /** Whether a group keeps the progress of a load. */
  static boolean isProgress(String group) {
    return group.startsWith(PREFIX) && !group.endsWith(CLAIM);
  }

  private static String named(String topic, Head part) {
    String hash = HexFormat.of().formatHex(sha256(part.bytes()));
    return named(topic, hash.substring(0, HEX_DIGITS));
  }

  /** The name of the group of an input that is known by something else than its content. */
  static String named(String topic, String identity) {
    return PREFIX + "%s-%s".formatted(topic, identity);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
