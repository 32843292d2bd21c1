package io.framecount.common.input.gzip;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.gzip.ExtraField;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(booleans = {false, true})
class GzipStreamTest {
  private final Random random = new Random(42);
  private final boolean isal;

  GzipStreamTest(boolean isal) {
    this.isal = isal;
  }

  @BeforeEach
  void onlyWhereItWorks() {
    assumeThat(!isal || IsalInflater.worksHere()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 100, 65_535, 65_536, 262_143, 262_144, 262_145, 3_000_000})
  void givesWhatWasPacked(int length) throws IOException {
    for (int kinds : new int[] {1, 4, 200}) {
      byte[] content = content(length, kinds);
      for (int level : new int[] {Deflater.NO_COMPRESSION, Deflater.BEST_SPEED, 6}) {
        assertThat(all(pack(content, level))).isEqualTo(content);
      }
    }
  }

  @Test
  void readsPiecesOfAnySize() throws IOException {
    byte[] content = content(2_000_000, 30);
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] buffer = new byte[400_000];
    try (InputStream in = open(pack(content, 6))) {
      int n;
      do {
        int length = 1 + random.nextInt(buffer.length - 7);
        n = in.read(buffer, 7, length);
        assertThat(n).isLessThanOrEqualTo(length);
        read.write(buffer, 7, Math.max(n, 0));
      } while (n >= 0);
    }
    assertThat(read.toByteArray()).isEqualTo(content);
  }

  @Test
  void joinsMembers() throws IOException {
    byte[] content = content(700_000, 50);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    int from = 0;
    while (from < content.length) {
      int to = Math.min(content.length, from + random.nextInt(5_000));
      packed.write(pack(Arrays.copyOfRange(content, from, to), 6));
      from = to;
    }
    assertThat(all(packed.toByteArray())).isEqualTo(content);
  }

  @Test
  void passesOverAllThatAHeaderMayHold() throws IOException {
    byte[] content = content(50_000, 50);
    GzipParameters header = new GzipParameters();
    header.setFileName("stream.jsonl");
    header.setComment("made by a test");
    header.setHeaderCRC(true);
    ExtraField extra = new ExtraField();
    extra.addSubField("FC", new byte[300]);
    header.setExtraField(extra);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GzipCompressorOutputStream out = new GzipCompressorOutputStream(packed, header)) {
      out.write(content);
    }
    assertThat(all(packed.toByteArray())).isEqualTo(content);
  }

  @Test
  void givesAllBeforeTheEndOfACutFile() throws IOException {
    byte[] content = content(20_000, 20);
    byte[] packed = pack(content, 6);
    int before = 0;
    for (int length = 10; length < packed.length; length++) {
      Damaged damaged = damaged(Arrays.copyOf(packed, length));
      assertThat(damaged.failure()).isInstanceOf(EOFException.class);
      int given = damaged.content().length;
      assertThat(damaged.content()).isEqualTo(Arrays.copyOf(content, given));
      assertThat(given).isGreaterThanOrEqualTo(before);
      before = given;
    }
    // Only the checksum and the length were missing in the end.
    assertThat(before).isEqualTo(content.length);
  }

  @Test
  void noticesEachDamagedByte() throws IOException {
    byte[] content = content(3_000, 20);
    byte[] packed = pack(content, 6);
    int headerBytes = 10;
    for (int at = headerBytes; at < packed.length; at++) {
      byte[] bad = packed.clone();
      bad[at] ^= (byte) (1 << random.nextInt(8));
      Damaged damaged = damaged(bad);
      // A few bits mean nothing, such as those between the last block and the checksum.
      if (damaged.failure() == null) {
        assertThat(damaged.content()).as("damage at %d", at).isEqualTo(content);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 512, 70_000})
  void takesZeroBytesBehindTheLastMemberAsItsEnd(int zeros) throws IOException {
    byte[] content = content(1_000, 20);
    byte[] packed = pack(content, 6);
    assertThat(all(Arrays.copyOf(packed, packed.length + zeros))).isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"uid\":1}\n", "\0\0{\"uid\":1}\n", "\u001f"})
  void refusesAnythingElseThatFollows(String more) throws IOException {
    byte[] content = content(1_000, 20);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.write(pack(content, 6));
    packed.write(more.getBytes(US_ASCII));
    Damaged damaged = damaged(packed.toByteArray());
    assertThat(damaged.failure()).isNotNull();
    assertThat(damaged.content()).isEqualTo(content);
  }

  @Test
  void checksTheWholeOfALongFile() throws IOException {
    byte[] content = content(5_000_000, 60);
    CRC32 crc = new CRC32();
    byte[] buffer = new byte[100_000];
    try (InputStream in = open(pack(content, 6))) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        crc.update(buffer, 0, n);
      }
    }
    CRC32 expected = new CRC32();
    expected.update(content);
    assertThat(crc.getValue()).isEqualTo(expected.getValue());
  }

  /** What a damaged file still gave, and how it ended. */
  private record Damaged(ByteArrayOutputStream read, IOException failure) {
    byte[] content() {
      return read.toByteArray();
    }
  }

  private Damaged damaged(byte[] packed) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    byte[] buffer = new byte[999];
    try (InputStream in = open(packed)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        content.write(buffer, 0, n);
      }
    } catch (IOException e) {
      return new Damaged(content, e);
    }
    return new Damaged(content, null);
  }

  /** The fewer kinds of bytes, the better it packs. */
  private byte[] content(int length, int kinds) {
    byte[] content = new byte[length];
    for (int i = 0; i < length; i++) {
      content[i] = (byte) random.nextInt(kinds);
    }
    return content;
  }

  private byte[] all(byte[] packed) throws IOException {
    try (InputStream in = open(packed)) {
      return in.readAllBytes();
    }
  }

  private InputStream open(byte[] packed) throws IOException {
    InputStream in = new ByteArrayInputStream(packed);
    return isal ? new GzipStream(in, new IsalInflater(in)) : new GzipStream(in);
  }

  private static byte[] pack(byte[] content, int level) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out =
        new GZIPOutputStream(packed) {
          {
            def.setLevel(level);
          }
        }) {
      out.write(content);
    }
    return packed.toByteArray();
  }
}
