package io.framecount.counter.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framecount.common.cli.CommandFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TextSourceTest {
  private static final int LONGEST = 1 << 20;

  @TempDir private Path directory;

  @Test
  void readsPlainAndGzipWithAllItsMembers() throws IOException {
    byte[] members = join(gzip("a\nb"), gzip("c\nd\n"));
    assertThat(read(file("a\nbc\nd\n".getBytes(StandardCharsets.UTF_8))))
        .containsExactly("a", "bc", "d");
    assertThat(read(file(members))).containsExactly("a", "bc", "d");
  }

  @Test
  void readsOnAfterAMemberWhenThePipeIsSlow() throws IOException {
    byte[] first = gzip("a\n");
    byte[] second = gzip("b\n");
    try (InputStream in = new PumpedInput(new Slow(first, second), () -> false)) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("a\nb\n");
    }
  }

  @Test
  void readsANamedPipe() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    byte[] packed = gzip("a\nb\n");
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              try {
                Files.write(pipe, packed);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    assertThat(read(pipe)).containsExactly("a", "b");
    writer.get();
  }

  @Test
  void saysWhatCannotBeRead() throws IOException {
    assertThatThrownBy(() -> read(directory.resolve("none")))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("there is no file");
    byte[] whole = gzip("a\n".repeat(1_000));
    Path cut = file(Arrays.copyOf(whole, whole.length - 9));
    assertThatThrownBy(() -> read(cut))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("cannot read")
        .hasMessageContaining("beyond line");
  }

  @Test
  void countsNothingOfWhatIsNoJsonLines() throws IOException {
    byte[] array = "[{\"uid\":\"a\"},\n{\"uid\":\"b\"}]".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> readJson(file(gzip(new String(array, StandardCharsets.UTF_8)))))
        .isInstanceOf(CommandFailure.class)
        .hasMessageEndingWith(
            " is a JSON array (in gzip), not JSON lines; convert it:"
                + " \u2026 | gzip -dc | jq -c '.[]' | counter --stdin");
    byte[] zstd = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 4, 0, 1, 2};
    assertThatThrownBy(() -> readJson(file(zstd)))
        .hasMessageEndingWith("\u2026 | zstd -dc --long=31 | counter --stdin");
    assertThat(readJson(file("{}\n{oops\n[\n".getBytes(StandardCharsets.UTF_8))))
        .containsExactly("{}", "{oops", "[");
  }

  @Test
  void takesNothingButZeroBytesBehindGzip() throws IOException {
    byte[] whole = gzip("a\nb\n");
    assertThat(read(file(join(whole, new byte[700])))).containsExactly("a", "b");
    byte[] more = "c\n".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> read(file(join(whole, more))))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("beyond line 2: something that is not gzip follows the gzip data");
  }

  @Test
  void stopsWhileAPipeIsSilentAndDropsTheLineThatWasCutOff() throws IOException {
    InputStream before = System.in;
    AtomicBoolean stopping = new AtomicBoolean();
    List<String> lines = new ArrayList<>();
    try (PipedOutputStream pipe = new PipedOutputStream()) {
      System.setIn(new PipedInputStream(pipe));
      pipe.write("a\nb\nhalf a li".getBytes(StandardCharsets.UTF_8));
      pipe.flush();
      TextSource.STDIN.read(
          LONGEST,
          stopping::get,
          line -> {
            lines.add(text(line));
            stopping.set(lines.size() == 2);
          });
    } finally {
      System.setIn(before);
    }
    assertThat(lines).containsExactly("a", "b");
  }

  private static List<String> read(Path file) {
    List<String> lines = new ArrayList<>();
    new TextSource(file.toString()).read(LONGEST, () -> false, line -> lines.add(text(line)));
    return lines;
  }

  private static List<String> readJson(Path file) {
    List<String> lines = new ArrayList<>();
    new TextSource(file.toString())
        .readJson(LONGEST, () -> false, line -> lines.add(text(line)), "counter --stdin");
    return lines;
  }

  private static String text(LineReader line) {
    return new String(line.bytes(), line.from(), line.length(), StandardCharsets.UTF_8);
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(Files.createTempFile(directory, "text", ""), bytes);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** Gives one part at a time, and says that nothing is available. */
  private static final class Slow extends InputStream {
    private final List<byte[]> parts;

    Slow(byte[]... parts) {
      this.parts = new ArrayList<>(List.of(parts));
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] target, int from, int length) {
      if (parts.isEmpty()) {
        return -1;
      }
      byte[] part = parts.remove(0);
      System.arraycopy(part, 0, target, from, part.length);
      return part.length;
    }
  }
}
