package io.framecount.common.avro;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * A record as it was once written, byte for byte, from {@code golden/NAME.hex}: topics hold records
 * like it, and programs that we don't know read them.
 *
 * <p>If a test against one fails, the change is at fault. If the format must change, give it a new
 * version: a new fixture beside this one, which is never edited or deleted, and code that still
 * reads the old.
 */
public final class Golden {
  /** The schema id in every fixture. */
  public static final int SCHEMA_ID = 0x01020304;

  private final byte[] key;
  private final byte[] value;

  private Golden(byte[] key, byte[] value) {
    this.key = key;
    this.value = value;
  }

  public byte[] key() {
    return key.clone();
  }

  public byte[] value() {
    return value.clone();
  }

  public static Golden of(String name) {
    Map<String, byte[]> parts = new HashMap<>();
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name + ".hex")) {
      for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
        // Text after # explains the bytes before it; a part goes on over several lines.
        String[] words = line.replaceFirst("#.*", "").strip().split("\\s+", 2);
        if (words.length == 2) {
          byte[] bytes = HexFormat.of().parseHex(words[1].replaceAll("\\s", ""));
          parts.merge(words[0], bytes, Golden::joined);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Golden(parts.get("key"), parts.get("value"));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
