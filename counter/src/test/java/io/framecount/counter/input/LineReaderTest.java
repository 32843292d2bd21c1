package io.framecount.counter.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  private static final int LONGEST = 1 << 20;

  @Test
  void cutsAtLineFeedsWithAndWithoutCarriageReturn() throws IOException {
    assertThat(lines("\ufeffa\r\nb\n\n\r\nlast\rone"))
        .containsExactly("a", "b", "", "", "last\rone");
    assertThat(lines("")).isEmpty();
    assertThat(lines("\n")).containsExactly("");
  }

  @Test
  void cutsWhateverTheReadsBring() throws IOException {
    Random random = new Random(5);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      expected.add("x".repeat(random.nextInt(i % 100 == 0 ? 400_000 : 300)) + i);
    }
    byte[] text = (String.join("\n", expected) + "\n").getBytes(StandardCharsets.UTF_8);
    assertThat(lines(new Crumbs(text, random))).isEqualTo(expected);
  }

  @Test
  void passesOverLinesThatAreTooLong() throws IOException {
    String text = "first\n" + "y".repeat(3_000_000) + "\nthird\n";
    LineReader reader = reader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    assertThat(reader.next()).isTrue();
    assertThat(reader.isTooLong()).isFalse();
    assertThat(reader.next()).isTrue();
    assertThat(reader.isTooLong()).isTrue();
    assertThat(reader.number()).isEqualTo(2);
    assertThat(reader.next()).isTrue();
    assertThat(reader.isTooLong()).isFalse();
    assertThat(text(reader)).isEqualTo("third");
    assertThat(reader.position()).isEqualTo(text.length());
    assertThat(reader.next()).isFalse();
  }

  @Test
  void tellsWhetherTheLastLineIsWhole() throws IOException {
    LineReader reader = reader(new ByteArrayInputStream("a\nb".getBytes(StandardCharsets.UTF_8)));
    assertThat(reader.next()).isTrue();
    assertThat(reader.isWhole()).isTrue();
    assertThat(reader.next()).isTrue();
    assertThat(reader.isWhole()).isFalse();
  }

  private static LineReader reader(InputStream in) {
    return new LineReader(in, LONGEST);
  }

  private static List<String> lines(String text) throws IOException {
    return lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> lines(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    LineReader reader = reader(in);
    while (reader.next()) {
      lines.add(text(reader));
      assertThat(reader.number()).isEqualTo(lines.size());
    }
    return lines;
  }

  private static String text(LineReader reader) {
    return new String(reader.bytes(), reader.from(), reader.length(), StandardCharsets.UTF_8);
  }

  /** Gives a random number of bytes at a time. */
  private static final class Crumbs extends ByteArrayInputStream {
    private final Random random;

    Crumbs(byte[] bytes, Random random) {
      super(bytes);
      this.random = random;
    }

    @Override
    public synchronized int read(byte[] target, int from, int length) {
      return super.read(target, from, Math.min(length, 1 + random.nextInt(100_000)));
    }
  }
}
