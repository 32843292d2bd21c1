package io.framecount.common.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSplitterTest {
  private static final int MAX = 40;

  @Test
  void endsLinesAtLfAndCrlfAndTheEnd() throws IOException {
    assertThat(lines("a\nbc\r\n\nlast")).containsExactly("a", "bc", "", "last");
    assertThat(lines("a\n")).containsExactly("a");
    assertThat(lines("a\r")).containsExactly("a");
    assertThat(lines("")).isEmpty();
    assertThat(lines("\n")).containsExactly("");
  }

  @Test
  void keepsWhatOnlyLooksLikeALineEnd() throws IOException {
    assertThat(lines("a\rb\u0000c\u2028d\n")).containsExactly("a\rb\u0000c\u2028d");
  }

  @Test
  void passesOverByteOrderMarksBeforeAnyLine() throws IOException {
    assertThat(lines("\ufeff\ufeffa\n\ufeffb\ufeff\n\ufeff\nc\n\ufeffd"))
        .containsExactly("a", "b\ufeff", "", "c", "d");
    assertThat(lines("\ufeff")).isEmpty();
  }

  @Test
  void passesOverALineThatIsTooLongButTellsOfIt() throws IOException {
    String wide = "x".repeat(LineSplitter.OVERSIZE_KEPT + 5);
    List<Line> lines = split("a\n" + wide + "\nb\n" + wide, 1000, 64);

    assertThat(lines).extracting(Line::number).containsExactly(1L, 2L, 3L, 4L);
    assertThat(lines)
        .extracting(Line::oversize)
        .containsExactly(0L, (long) wide.length(), 0L, (long) wide.length());
    assertThat(lines.get(2).text()).isEqualTo("b");
    assertThat(wide).startsWith(lines.get(1).text());
    assertThat(lines.get(1).text()).hasSizeBetween(1000, LineSplitter.OVERSIZE_KEPT);
  }

  @Test
  void takesALineOfJustTheLengthAllowed() throws IOException {
    String widest = "x".repeat(MAX);
    assertThat(split(widest + "\n" + widest + "\r\n" + widest + "y\n", MAX, 8))
        .extracting(Line::oversize)
        .containsExactly(0L, 0L, (long) MAX + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64})
  void givesTheSameLinesHoweverTheBytesArrive(int chunk) throws IOException {
    Random random = new Random(chunk);
    StringBuilder text = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      String line = "x".repeat(random.nextInt(30));
      expected.add(line);
      text.append(line).append(random.nextBoolean() ? "\n" : "\r\n");
    }
    List<Line> lines = split(text.toString(), MAX, chunk);

    assertThat(lines).extracting(Line::text).isEqualTo(expected);
    for (Line line : lines) {
      assertThat(text.substring((int) line.position())).startsWith(line.text());
    }
  }

  @Test
  void goesOnWhereACheckpointStands() throws IOException {
    String text = "one\ntwo\nthree\nfour\n";
    LineSplitter first = splitter(text, 4);
    LineBatch batch = new LineBatch(4);
    first.fill(batch);
    Checkpoint checkpoint = batch.after();

    LineSplitter second = splitter(text, 64);
    assertThat(second.skip(checkpoint, new LineBatch(3))).isTrue();
    assertThat(texts(rest(second))).startsWith("two");
    assertThat(checkpoint.lines()).isEqualTo(1);
  }

  @Test
  void noticesThatWhatWasDoneIsNoLongerThere() throws IOException {
    Checkpoint checkpoint = new Checkpoint(4, 1, checksum("one\n"));

    assertThat(splitter("one\ntwo\n", 64).skip(checkpoint, new LineBatch(8))).isTrue();
    assertThat(splitter("onE\ntwo\n", 64).skip(checkpoint, new LineBatch(8))).isFalse();
    assertThat(splitter("on", 64).skip(checkpoint, new LineBatch(8))).isFalse();
  }

  /** One line as a test sees it. */
  private record Line(String text, long number, long position, long oversize) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 100})
  void handsOutNoMoreLinesThanWanted(int most) throws IOException {
    String text = "a\nbb\r\n\n" + "x".repeat(50) + "\ncc\nd".repeat(9);
    List<Line> expected = split(text, MAX, 7);
    ByteSource source = ByteSource.of(new Chunks(text.getBytes(UTF_8), 7));
    LineSplitter splitter = new LineSplitter(new Input.Stdin(), source, MAX, most);
    List<Line> lines = new ArrayList<>();
    LineBatch batch = new LineBatch(16);
    do {
      splitter.fill(batch);
      assertThat(batch.count()).isLessThanOrEqualTo(most);
      lines.addAll(linesOf(batch));
      int done = (int) batch.after().position();
      assertThat(batch.after().crc32c()).isEqualTo(checksum(text.substring(0, done)));
      assertThat(batch.after().lines()).isEqualTo(lines.size());
    } while (!batch.lastOfInput());
    assertThat(lines).isEqualTo(expected);
  }

  private static List<String> lines(String text) throws IOException {
    return texts(split(text, 1000, 64));
  }

  private static List<String> texts(List<Line> lines) {
    return lines.stream().map(Line::text).toList();
  }

  private static List<Line> split(String text, int maxLineBytes, int chunk) throws IOException {
    return rest(splitter(text, maxLineBytes, chunk));
  }

  private static List<Line> rest(LineSplitter splitter) throws IOException {
    List<Line> lines = new ArrayList<>();
    LineBatch batch = new LineBatch(16);
    do {
      splitter.fill(batch);
      lines.addAll(linesOf(batch));
    } while (!batch.lastOfInput());
    return lines;
  }

  private static List<Line> linesOf(LineBatch batch) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < batch.count(); i++) {
      byte[] line = Arrays.copyOfRange(batch.bytes(), batch.start(i), batch.end(i));
      lines.add(
          new Line(
              new String(line, UTF_8), batch.lineNumber(i), batch.position(i), batch.oversize(i)));
    }
    return lines;
  }

  private static LineSplitter splitter(String text, int chunk) throws IOException {
    return splitter(text, 1000, chunk);
  }

  private static LineSplitter splitter(String text, int maxLineBytes, int chunk)
      throws IOException {
    ByteSource source = ByteSource.of(new Chunks(text.getBytes(UTF_8), chunk));
    return new LineSplitter(new Input.Stdin(), source, maxLineBytes);
  }

  private static int checksum(String text) {
    CRC32C crc = new CRC32C();
    crc.update(text.getBytes(ISO_8859_1));
    return (int) crc.getValue();
  }

  /** Delivers a few bytes at a time, as a pipe may. */
  private static final class Chunks extends InputStream {
    private final byte[] bytes;
    private final int chunk;
    private int at;

    Chunks(byte[] bytes, int chunk) {
      this.bytes = bytes;
      this.chunk = chunk;
    }

    @Override
    public int read() {
      return at < bytes.length ? bytes[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int n = Math.min(Math.min(chunk, length), bytes.length - at);
      if (n <= 0) {
        return length == 0 ? 0 : -1;
      }
      System.arraycopy(bytes, at, target, offset, n);
      at += n;
      return n;
    }
  }
}
