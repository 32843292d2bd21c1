package io.framecount.loader.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framecount.common.cli.CommandFailure;
import io.framecount.loader.spool.SpoolInput.RunStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a spool: what is written comes back, and what is torn is known. */
class SpoolFilesTest {
  private static final int BLOCKS = 20;
  private static final int MAGIC_BYTES = 8;

  @TempDir Path directory;
  private SpoolHome home;

  @BeforeEach
  void openHome() throws IOException {
    home = SpoolHome.open(directory, "t");
  }

  @Test
  void givesBackWhatWasWrittenFromAnyPosition() throws IOException {
    String all = write(100);
    assertThat(files()).hasSizeGreaterThan(2);
    SpoolRun run = onlyRun();
    for (int position = 0; position <= all.length(); position++) {
      assertThat(read(run, position)).isEqualTo(all.substring(position));
    }
  }

  @Test
  void countsTheLinesBeforeEachFile() throws IOException {
    write(100);
    SpoolRun run = onlyRun();
    long middle = Segment.scan(files().get(1)).base.position();
    run.loaded(0, middle);
    assertThat(files().get(0).getFileName().toString()).contains("%019d".formatted(middle));
    assertThat(run.earliest().position()).isEqualTo(middle);
    assertThat(run.earliest().lines()).isEqualTo(2 * middle / "line 0\nrest\n".length());
  }

  @Test
  void cutsATailOfAnyLengthDownToWholeBlocks() throws IOException {
    String all = write(Long.MAX_VALUE);
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    int block = all.length() / BLOCKS;
    for (int length = whole.length - 1; length > Segment.HEADER_BYTES; length--) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      SpoolScan scan = SpoolScan.of(directory, 1);
      int blocks = (length - Segment.HEADER_BYTES) / (block + Block.HEADER_BYTES);
      assertThat(scan.cutBytes())
          .isEqualTo((length - Segment.HEADER_BYTES) % (block + Block.HEADER_BYTES));
      String expected = all.substring(0, blocks * block);
      assertThat(blocks == 0 ? "" : read(scan.runs().get(0), 0)).isEqualTo(expected);
    }
  }

  @Test
  void cutsGarbageOfTheRightLength() throws IOException {
    String all = write(Long.MAX_VALUE);
    Path file = files().get(0);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 3] ^= 1;
    Files.write(file, bytes);
    assertThat(read(onlyRun(), 0)).isEqualTo(all.substring(0, all.length() * 19 / BLOCKS));
  }

  @Test
  void refusesDamageThatNoPowerCutDoesAndLeavesTheFilesAsTheyAre() throws IOException {
    String all = write(100);
    Path first = files().get(0);
    byte[] whole = Files.readAllBytes(first);
    for (int at = 0; at < whole.length; at++) {
      if (at < MAGIC_BYTES || at >= Segment.HEADER_BYTES) {
        refusesAndKeeps(first, flipped(whole, at));
      }
    }
    refusesAndKeeps(first, new byte[] {});
    Files.write(first, whole);
    assertThat(read(onlyRun(), 0)).isEqualTo(all);
  }

  @Test
  void refusesALastFileThatNoLoaderWrote() throws IOException {
    write(Long.MAX_VALUE);
    Path only = files().get(0);
    byte[] whole = Files.readAllBytes(only);
    for (int at = 0; at < MAGIC_BYTES; at++) {
      refusesAndKeeps(only, flipped(whole, at));
    }
  }

  @Test
  void cutsOffALastFileThatThePowerCutLeftUnwritten() throws IOException {
    write(Long.MAX_VALUE);
    Path only = files().get(0);
    Files.write(only, new byte[5000]);
    SpoolScan scan = SpoolScan.of(directory, 1);
    assertThat(scan.cutBytes()).isEqualTo(5000);
    assertThat(scan.runs()).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void cutsNothingOffBeforeAllRunsAreLookedAt() throws IOException {
    write(Long.MAX_VALUE);
    Path torn = files().get(0);
    Files.write(torn, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
    byte[] before = Files.readAllBytes(torn);
    write(2, 100);
    Path damaged = files().get(1);
    refusesAndKeeps(damaged, flipped(Files.readAllBytes(damaged), Segment.HEADER_BYTES));
    assertThat(torn).hasBinaryContent(before);
  }

  private void refusesAndKeeps(Path file, byte[] content) throws IOException {
    Files.write(file, content);
    assertThatThrownBy(() -> SpoolScan.of(directory, 1))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(file + " is damaged");
    assertThat(file).hasBinaryContent(content);
  }

  private static byte[] flipped(byte[] bytes, int at) {
    byte[] flipped = bytes.clone();
    flipped[at] ^= 1;
    return flipped;
  }

  @Test
  void isForOneLoaderAndOneTopic() {
    assertThatThrownBy(() -> SpoolHome.open(directory, "t"))
        .hasMessageContaining("another loader uses the spool in " + directory);
    home.close();
    assertThatThrownBy(() -> SpoolHome.open(directory, "u"))
        .hasMessageContaining("is for topic t, not u");
  }

  @Test
  void keepsItsName() throws IOException {
    home.close();
    try (SpoolHome again = SpoolHome.open(directory, "t")) {
      assertThat(again.id()).isEqualTo(home.id()).hasSize(36);
    }
  }

  @Test
  void keepsWhatOneOfTwoReadersHasNotLoaded() throws IOException {
    String all = write(100);
    SpoolRun run = SpoolScan.of(directory, 2).runs().get(0);
    run.loaded(0, all.length());
    assertThat(files()).isNotEmpty();
    run.loaded(1, all.length());
    assertThat(files()).isEmpty();
  }

  private String write(long segmentBytes) throws IOException {
    return write(1, segmentBytes);
  }

  private String write(long began, long segmentBytes) throws IOException {
    SpoolRun run = new SpoolRun(began, 1);
    SpoolWriter writer = new SpoolWriter(home, run, segmentBytes);
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < BLOCKS; i++) {
      byte[] block = "line %d\nrest\n".formatted(i % 10).getBytes(UTF_8);
      writer.append(block, 0, block.length);
      all.append(new String(block, UTF_8));
    }
    writer.close();
    return all.toString();
  }

  private SpoolRun onlyRun() throws IOException {
    List<SpoolRun> runs = SpoolScan.of(directory, 1).runs();
    assertThat(runs).hasSize(1);
    return runs.get(0);
  }

  private static String read(SpoolRun run, long position) {
    try (RunStream stream = new RunStream(run, position)) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(path -> path.toString().endsWith(".spool")).sorted().toList();
    }
  }
}
