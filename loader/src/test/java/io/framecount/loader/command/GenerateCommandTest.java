package io.framecount.loader.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.framecount.common.cli.CliRun;
import io.framecount.loader.generate.StrictReader;
import io.framecount.loader.generate.StrictReader.Seen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTest {
  @TempDir Path folder;

  @Test
  void theSameSeedGivesTheSameBytesForEver() throws NoSuchAlgorithmException {
    byte[] stream = stdout("--count=2000", "--late=0.1", "--bad=0.1", "--seed=42");
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(stream);
    // A change here changes every stream that somebody made before: only on purpose.
    assertThat(HexFormat.of().formatHex(hash))
        .isEqualTo("c486c89230e3fb292f0af793db557ba0dc73210c4975126d136b80b4802421d5");
  }

  @Test
  void anotherSeedGivesAnotherStream() {
    assertThat(stdout("--count=10", "--seed=1")).isNotEqualTo(stdout("--count=10", "--seed=2"));
  }

  @Test
  void aLongerStreamBeginsWithTheShorterOne() {
    byte[] shorter = stdout("--count=700");
    assertThat(stdout("--count=1500")).startsWith(shorter);
  }

  @Test
  void framesHaveTheSizeTheyShouldHave() {
    assertThat(stdout("--count=2000").length / 2000.0).isBetween(1_900.0, 2_200.0);
  }

  @Test
  void theAnswerIsWhatAnIndependentReaderCounts() throws IOException {
    Path answer = folder.resolve("answer.tsv");
    byte[] stream =
        stdout(
            "--count=20000",
            "--rate=100",
            "--users=3000",
            "--late=0.05",
            "--late-by=90s",
            "--bad=0.03",
            "--expected=" + answer);
    List<Seen> good = good(stream);
    assertThat(Files.readString(answer)).isEqualTo(StrictReader.answer(good));
    assertThat(20_000 - good.size()).isCloseTo(600, within(100));
    assertThat(countLate(good)).isCloseTo(20_000 * 0.97 * 0.05, within(150.0));
  }

  @Test
  void aStreamOfSomeMonthsHasItsAnswerToo() throws IOException {
    Path answer = folder.resolve("answer.tsv");
    byte[] stream =
        stdout(
            "--count=3000",
            "--rate=0.0003",
            "--late=0.5",
            "--late-by=2d",
            "--expected",
            answer + "");
    assertThat(Files.readString(answer)).isEqualTo(StrictReader.answer(good(stream)));
  }

  @Test
  void withoutBadLinesEveryLineIsGood() {
    assertThat(good(stdout("--count=3000"))).hasSize(3_000);
  }

  @Test
  void theShareOfBadLinesLeavesTheOtherLinesAsTheyAre() {
    List<byte[]> clean = StrictReader.lines(stdout("--count=500"), "\n");
    List<byte[]> mixed = StrictReader.lines(stdout("--count=500", "--bad=0.5"), "\n");
    for (int i = 0; i < 500; i++) {
      if (StrictReader.read(mixed.get(i)).isPresent()) {
        assertThat(mixed.get(i)).isEqualTo(clean.get(i));
      }
    }
  }

  @Test
  void windowsLineEndsAreTheOnlyDifference() {
    String unix = new String(stdout("--count=100"), StandardCharsets.UTF_8);
    String windows = new String(stdout("--count=100", "--line-ends=crlf"), StandardCharsets.UTF_8);
    assertThat(windows).isEqualTo(unix.replace("\n", "\r\n"));
  }

  @Test
  void gzipUnpacksToTheSameBytes() throws IOException {
    Path packed = folder.resolve("frames.jsonl.gz");
    CliRun run = run("--count=3000", "-o", packed.toString());
    assertThat(run.code()).as(run.stderr()).isZero();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
      assertThat(in.readAllBytes()).isEqualTo(stdout("--count=3000"));
    }
    assertThat(Files.size(packed)).isLessThan(3_000 * 2_100 / 8);
  }

  @Test
  void noFramesAreAStreamToo() throws IOException {
    Path packed = folder.resolve("none.gz");
    Path answer = folder.resolve("none.tsv");
    assertThat(run("--count=0", "-o" + packed, "--expected=" + answer).code()).isZero();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
      assertThat(in.readAllBytes()).isEmpty();
    }
    assertThat(answer).hasContent("minute\tframes\tunique_users\n");
  }

  @Test
  void theSummaryGoesToStderrAndOnlyWholeFilesStay() throws IOException {
    CliRun run = run("--count=1000", "--bad=1", "-o", folder.resolve("frames.jsonl").toString());
    assertThat(run.stdout()).as(run.stderr()).isEmpty();
    assertThat(run.stderr()).startsWith("1,000 frames (0 late, 1,000 bad), ").hasLineCount(1);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("frames.jsonl"));
    }
  }

  private static byte[] stdout(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CliRun run = CliRun.of(new GenerateCommand(out), args);
    assertThat(run.code()).as(run.stderr()).isZero();
    return out.toByteArray();
  }

  private static CliRun run(String... args) {
    return CliRun.of(new GenerateCommand(new ByteArrayOutputStream()), args);
  }

  private static List<Seen> good(byte[] stream) {
    return StrictReader.lines(stream, "\n").stream()
        .map(StrictReader::read)
        .flatMap(Optional::stream)
        .toList();
  }

  private static double countLate(List<Seen> frames) {
    long latest = 0;
    int late = 0;
    for (Seen frame : frames) {
      if (frame.second() < latest) {
        late++;
      }
      latest = Math.max(latest, frame.second());
    }
    return late;
  }
}
