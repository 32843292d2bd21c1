package io.framecount.common.input.gzip;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/**
 * Inflates something known before anything unknown. The places of a native library's fields are
 * written into {@link Isal} by hand, so with another build of the library every load of a gzip file
 * would fail, and some could go wrong.
 */
final class SelfTest {
  private static final int TEXT_BYTES = 100_000;

  private SelfTest() {}

  /**
   * Returns whether two members, one directly behind the other, come out as they went in: the end
   * of a member is where all fields are needed.
   *
   * @param inflaters makes one for a gzip file
   */
  static boolean passes(Function<InputStream, GzipStream.Deflated> inflaters) {
    byte[] text = text();
    try {
      byte[] member = packed(text);
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      file.write(member);
      file.write(member);
      InputStream in = new ByteArrayInputStream(file.toByteArray());
      try (InputStream inflated = new GzipStream(in, inflaters.apply(in))) {
        return Arrays.equals(inflated.readNBytes(text.length), text)
            && Arrays.equals(inflated.readAllBytes(), text);
      }
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  /** As unlike each other as bytes of JSON are, and longer than any window of deflate. */
  private static byte[] text() {
    Random random = new Random(1);
    byte[] text = new byte[TEXT_BYTES];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) (' ' + random.nextInt(40));
    }
    return text;
  }

  private static byte[] packed(byte[] text) throws IOException {
    ByteArrayOutputStream member = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(member)) {
      out.write(text);
    }
    return member.toByteArray();
  }
}
