package io.framecount.common.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.luben.zstd.ZstdOutputStream;
import io.framecount.common.input.packing.Compression;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BatchReaderTest {
  private static final int MAX = 1 << 20;
  private static final List<String> LINES = lines(30_000);
  private static final byte[] CONTENT = content(LINES);
  private static final List<String> LONG = lines(135_000);
  private static final byte[] LONG_CONTENT = content(LONG);

  @TempDir Path directory;
  private final List<String> read = new ArrayList<>();
  private Checkpoint after;
  private long open;

  @ParameterizedTest
  @EnumSource
  void readsWhateverTheInputIsPackedWith(Archive archive) throws Exception {
    read(file("whole", archive.pack(CONTENT)));
    assertThat(read).isEqualTo(LINES);
    assertThat(after.position()).isEqualTo(CONTENT.length);
    assertThat(after.lines()).isEqualTo(LINES.size());
  }

  @ParameterizedTest
  @EnumSource
  void readsArchivesThatWereJoined(Archive archive) throws Exception {
    read(file("joined", archive.packInTwo(CONTENT)));
    assertThat(read).isEqualTo(LINES);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLAIN")
  void takesZeroBytesBehindAnArchiveAsItsEnd(Archive archive) throws Exception {
    byte[] packed = archive.packInTwo(CONTENT);
    read(file("padded", Arrays.copyOf(packed, packed.length + 512)));
    assertThat(read).isEqualTo(LINES);
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "BZIP2"})
  void deliversWhatLiesBeforeSomethingElseInTheFile(Archive archive) throws Exception {
    for (String more : List.of("{}\n", "\0\0{}\n")) {
      read.clear();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.write(archive.pack(CONTENT));
      bytes.write(more.getBytes(UTF_8));
      assertThatExceptionOfType(DamagedInputException.class)
          .isThrownBy(() -> read(file("joined", bytes.toByteArray())));
      assertThat(read).isEqualTo(LINES);
    }
  }

  @Test
  void readsZstdBehindFramesToSkip() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int kind = 0x50; kind < 0x60; kind++) {
      bytes.write(new byte[] {(byte) kind, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 'a', 'b', 'c'});
    }
    bytes.write(Archive.ZSTD.pack(CONTENT));
    read(file("pzstd", bytes.toByteArray()));
    assertThat(read).isEqualTo(LINES);
  }

  @ParameterizedTest
  @ValueSource(ints = {28, 31})
  void readsZstdOfLongWindows(int window) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZstdOutputStream out = new ZstdOutputStream(bytes).setLong(window)) {
      out.write(CONTENT);
    }
    read(file("long", bytes.toByteArray()));
    assertThat(read).isEqualTo(LINES);
  }

  @ParameterizedTest
  @EnumSource
  void readsAnEmptyInput(Archive archive) throws Exception {
    read(file("empty", archive.pack(new byte[0])));
    assertThat(read).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLAIN")
  void deliversAllBeforeTheEndOfATruncatedArchive(Archive archive) throws Exception {
    byte[] packed = archive.pack(CONTENT);
    Input input = file("cut", Arrays.copyOf(packed, packed.length * 2 / 3));

    assertThatExceptionOfType(DamagedInputException.class)
        .isThrownBy(() -> read(input))
        .withMessageStartingWith(input.name() + " is damaged: ")
        .withMessageContaining(
            "after line %,d (byte %,d of the content)", after().lines(), after().position());
    assertThat(read).isNotEmpty().isEqualTo(LINES.subList(0, read.size()));
    assertThat(read).hasSize(wholeLines(packed, packed.length * 2 / 3));
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "BZIP2", "XZ"})
  void deliversWhatLiesBeforeACorruptedPlaceFarBehind(Archive archive) throws Exception {
    byte[] packed = archive.pack(LONG_CONTENT);
    int place = packed.length * 19 / 20;
    corrupt(packed, place);
    Input input = file("corrupt", packed);

    assertThatExceptionOfType(DamagedInputException.class)
        .isThrownBy(() -> read(input))
        .withMessageStartingWith(input.name() + " is damaged: ")
        .withMessageContaining("all lines before that are loaded, nothing after it");
    int good = 0;
    while (good < read.size() && read.get(good).equals(LONG.get(good))) {
      good++;
    }
    // A piece of the size that is decompressed at once may be lost before the place.
    int before = wholeLines(packed, place);
    assertThat(good).isBetween(Math.max(1, before - 4096 / LONG.get(0).length() - 2), LONG.size());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLAIN")
  void deliversNothingOfAnArchiveThatIsWrongNearItsBeginning(Archive archive) throws Exception {
    byte[] packed = archive.pack(CONTENT);
    corrupt(packed, packed.length * 2 / 3);
    Input input = file("corrupt", packed);
    assertThatExceptionOfType(DamagedInputException.class)
        .isThrownBy(() -> read(input))
        .withMessageContaining("nothing of it is loaded now")
        .withMessageEndingWith("-dc %s | loader --file -".formatted(shown(archive, input)));
    assertThat(read).isEmpty();

    Files.write(Path.of(input.name()), archive.pack(CONTENT));
    read(input);
    assertThat(read).isEqualTo(LINES);
  }

  private static String shown(Archive archive, Input input) {
    return (archive == Archive.ZSTD ? "--long=31 " : "") + input.name();
  }

  private static void corrupt(byte[] packed, int place) {
    Arrays.fill(packed, place, place + 64, (byte) 0xff);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLAIN")
  void goesOnWithTheNextInputs(Archive archive) throws Exception {
    byte[] packed = archive.pack(CONTENT);
    Input gone = file("gone", CONTENT);
    Files.delete(Path.of(gone.name()));
    List<Input> inputs = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    // More of them than there are batches.
    for (int i = 0; i < 12; i++) {
      inputs.add(file("good" + i, content(List.of("good " + i))));
      inputs.add(file("cut" + i, Arrays.copyOf(packed, 20 + i)));
      expected.add("good " + i);
    }
    inputs.add(gone);
    inputs.add(new BadDisk(10));
    inputs.add(file("last", content(List.of("last"))));
    expected.add("last");

    List<String> damages = new ArrayList<>();
    try (BatchReader reader = new BatchReader(inputs, any -> StartPoint.START, MAX)) {
      while (!reader.ended()) {
        LineBatch batch = reader.poll(Long.MAX_VALUE);
        if (batch != null) {
          take(batch);
          if (batch.damage() != null) {
            assertThat(batch.lastOfInput()).isTrue();
            damages.add(batch.input().name());
          }
          reader.giveBack(batch);
        }
      }
    }
    assertThat(read).isEqualTo(expected);
    assertThat(damages).hasSize(14).contains(gone.name(), "bad disk");
  }

  @Test
  void loadsEachLineOnceHoweverOftenAFileIsReadWhileItIsWritten() throws Exception {
    Random random = new Random(3);
    byte[] text = content(LINES.subList(0, 60));
    for (int round = 0; round < 60; round++) {
      read.clear();
      Checkpoint at = Checkpoint.START;
      for (int end = 0; end < text.length; ) {
        end = Math.min(text.length, end + 1 + random.nextInt(400));
        // Some writers reserve room before they write.
        byte[] now = Arrays.copyOf(Arrays.copyOf(text, end), round % 3 == 0 ? end + 50 : end);
        read(file("growing", round % 5 == 0 ? inMembers(text, end) : now), at);
        at = after;
      }
      assertThat(read).isEqualTo(LINES.subList(0, 60));
      assertThat(open).isZero();
    }
  }

  private static byte[] inMembers(byte[] text, int end) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int half = end / 2;
    bytes.write(Archive.GZIP.pack(Arrays.copyOf(text, half)));
    bytes.write(Archive.GZIP.pack(Arrays.copyOfRange(text, half, end)));
    return bytes.toByteArray();
  }

  @Test
  void leavesALastLineThatIsNotWhole() throws Exception {
    Input input = file("open", "{\"a\":1}\n{\"b\":\"\u00fc".getBytes(UTF_8));
    read(input);
    assertThat(read).containsExactly("{\"a\":1}");
    assertThat(open).isEqualTo("{\"b\":\"\u00fc".getBytes(UTF_8).length);
    assertThat(after.lines()).isEqualTo(1);
    assertThat(after.position()).isEqualTo(8);

    read.clear();
    read(new Input.File(Path.of(input.name()), 20, new Input.Reading(true, false)));
    assertThat(read).containsExactly("{\"a\":1}", "{\"b\":\"\u00fc");
    assertThat(open).isZero();
  }

  @Test
  void leavesALongLastLineAndTakesOneThatEnds() throws Exception {
    String longLine = "{\"a\":\"" + "x".repeat(2 * MAX);
    read(file("open", ("{}\n" + longLine).getBytes(UTF_8)));
    assertThat(read).containsExactly("{}");
    assertThat(after.position()).isEqualTo(3);
    assertThat(open).isEqualTo(longLine.length());
    read.clear();
    read(file("ended", ("{}\n" + longLine + "\"}").getBytes(UTF_8)));
    assertThat(read).hasSize(2);
    assertThat(open).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5_000, 3_000_000})
  void takesZeroBytesBehindTheLastLineAsTheEnd(int zeros) throws Exception {
    for (String text : List.of("{}\n{\"a\":1}\n", "{}\n{\"a\":1}")) {
      if (text.endsWith("\n") || zeros < MAX) {
        read.clear();
        byte[] bytes = text.getBytes(UTF_8);
        read(file("padded", Arrays.copyOf(bytes, bytes.length + zeros)));
        assertThat(read).containsExactly("{}", "{\"a\":1}");
        assertThat(after.position()).isEqualTo(bytes.length);
        assertThat(open).isZero();
      }
    }
  }

  @Test
  void goesOnAfterAsManyLinesOfAChangedFileIfToldTo() throws Exception {
    byte[] changed = content(LINES.subList(0, 20));
    changed[20] ^= 1;
    Input input =
        new Input.File(Path.of(file("changed", changed).name()), 1, new Input.Reading(false, true));
    read(List.of(input), i -> StartPoint.at(checkpoint(10)));
    assertThat(read).isEqualTo(LINES.subList(10, 20));
    assertThat(after.lines()).isEqualTo(20);

    read.clear();
    assertThatExceptionOfType(DamagedInputException.class)
        .isThrownBy(() -> read(List.of(input), i -> StartPoint.at(checkpoint(21))))
        .withMessageContaining("has changed since it was loaded up to line 21");
    assertThat(read).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void goesOnAtACheckpoint(Archive archive) throws Exception {
    Checkpoint middle = checkpoint(10_000);
    read(file("whole", archive.pack(CONTENT)), middle);
    assertThat(read).isEqualTo(LINES.subList(10_000, LINES.size()));
    assertThat(after.lines()).isEqualTo(LINES.size());
  }

  @ParameterizedTest
  @EnumSource
  void readsANamedPipeAsItReadsStdin(Archive archive) throws Exception {
    Path pipe = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    byte[] packed = archive.pack(CONTENT);
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              try {
                Files.write(pipe, packed);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    Input input = Inputs.resolve(List.of(pipe.toString())).get(0);
    assertThat(input.repeatable()).isFalse();
    assertThat(input.size()).isEqualTo(-1);
    read(input);
    writer.get();
    assertThat(read).isEqualTo(LINES);
  }

  @Test
  void readsSeveralInputsInOrder() throws Exception {
    read(
        List.of(
            file("a", content(List.of("1", "2"))),
            file("b", new byte[0]),
            file("c", content(List.of("3")))),
        any -> StartPoint.START);
    assertThat(read).containsExactly("1", "2", "3");
  }

  @Test
  void refusesAFileThatHasChanged() throws Exception {
    byte[] changed = CONTENT.clone();
    changed[20] ^= 1;
    assertThatExceptionOfType(DamagedInputException.class)
        .isThrownBy(() -> read(file("changed", changed), checkpoint(10_000)))
        .withMessageContaining("has changed since it was loaded up to line 10,000")
        .withMessageContaining("--from-start");
    assertThat(read).isEmpty();
  }

  @Test
  void goesOnBehindALastLineThatGotItsEndLater() throws Exception {
    for (String end : List.of("\n", "\r\n")) {
      read.clear();
      ReadPosition reached = new ReadPosition();
      reached.pass("a\nb".getBytes(UTF_8), 0, 3);
      reached.lines(2);
      read(file("grown", ("a\nb" + end + "c\n").getBytes(UTF_8)), reached.checkpoint());
      assertThat(read).containsExactly("c");
      assertThat(after.lines()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "more", "\r", "\rx"})
  void losesNothingOfALastLineThatGrew(String more) throws Exception {
    ReadPosition reached = new ReadPosition();
    reached.pass("a\nb".getBytes(UTF_8), 0, 3);
    reached.lines(2);
    Path path = Path.of(file("grown", ("a\nb" + more).getBytes(UTF_8)).name());
    Input input = new Input.File(path, 9, new Input.Reading(true, false));
    read(List.of(input), i -> StartPoint.at(reached.checkpoint()));
    assertThat(String.join("", read)).isEqualTo(more.equals("\r") ? "" : more);
  }

  @Test
  void deliversTheInputsBeforeOneThatIsGone() throws Exception {
    Input gone = file("gone", CONTENT);
    Files.delete(Path.of(gone.name()));
    assertThatExceptionOfType(DamagedInputException.class)
        .isThrownBy(
            () -> read(List.of(file("a", content(List.of("1"))), gone), any -> StartPoint.START))
        .withMessage("cannot read %s: it is gone", gone.name());
    assertThat(read).containsExactly("1");
  }

  @Test
  void readsNothingOfAFileThatTookTheNameOfTheRecognisedOne() throws Exception {
    Input input = file("rotated", CONTENT);
    InputPrefix head = InputPrefix.of(input);
    file("rotated", content(LINES.subList(1, 20_000)));
    assertThatExceptionOfType(DamagedInputException.class)
        .isThrownBy(() -> read(input, head))
        .withMessageContaining("rotated is not the file any more");
    assertThat(read).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1\n2\n", "1\n{}"})
  void leavesWhatAShortFileGainsToTheNextRun(String before) throws Exception {
    Input input = file("short", before.getBytes(UTF_8));
    InputPrefix head = InputPrefix.of(input);
    file("short", (before + "\n3\n").getBytes(UTF_8));
    read(input, head);
    assertThat(read).isEqualTo(before.lines().toList());
    assertThat(after.position()).isEqualTo(before.length());
  }

  @Test
  void readsWhatAFileGainsInTheRoomReservedForItUnlessThatChangesItsFirstLine() throws Exception {
    String room = "\0".repeat(5_000);
    Input input = file("reserved", ("1\n" + room).getBytes(UTF_8));
    InputPrefix head = InputPrefix.of(input);
    file("reserved", ("1\n2\n" + room).getBytes(UTF_8));
    read(input, head);
    assertThat(read).containsExactly("1", "2");
    assertThat(after.position()).isEqualTo(4);

    Input half = file("half", ("{" + room).getBytes(UTF_8));
    InputPrefix halfHead = InputPrefix.of(half);
    file("half", ("{}\n" + room).getBytes(UTF_8));
    assertThatExceptionOfType(DamagedInputException.class)
        .isThrownBy(() -> read(half, halfHead))
        .withMessageContaining("half is not the file any more");
  }

  @Test
  void recognisesADamagedArchiveByWhatLiesBeforeTheDamage() throws Exception {
    byte[] packed = Archive.GZIP.pack(content(List.of("1", "2")));
    Input input = file("cut.gz", Arrays.copyOf(packed, packed.length - 4));
    InputPrefix head = InputPrefix.of(input);
    assertThatExceptionOfType(DamagedInputException.class)
        .isThrownBy(() -> read(input, head))
        .withMessageContaining("it ends too early");
    assertThat(read).containsExactly("1", "2");
  }

  @Test
  void addsNothingWhereAPlainFileCantBeReadOn() {
    assertThatExceptionOfType(DamagedInputException.class)
        .isThrownBy(() -> read(new BadDisk(100_000)))
        .withMessageContaining("the disk is broken near byte 100,000");
    assertThat(read).isEqualTo(LINES.subList(0, read.size()));
  }

  /** A file that holds the content, and of which only the beginning can be read. */
  private static final class BadDisk implements Input {
    private final int good;

    BadDisk(int good) {
      this.good = good;
    }

    @Override
    public String name() {
      return "bad disk";
    }

    @Override
    public long size() {
      return CONTENT.length;
    }

    @Override
    public boolean repeatable() {
      return true;
    }

    @Override
    public InputStream open() {
      return new SequenceInputStream(
          new ByteArrayInputStream(CONTENT, 0, good), new BrokenStream());
    }
  }

  private static final class BrokenStream extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("the disk is broken");
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return read();
    }
  }

  @Test
  void letsGoAtOnceWhenClosedWhileTheInputIsSilent() throws Exception {
    InputStream before = System.in;
    try (PipedOutputStream silent = new PipedOutputStream()) {
      System.setIn(new PipedInputStream(silent));
      BatchReader reader =
          new BatchReader(List.of(new Input.Stdin()), any -> StartPoint.START, MAX);
      assertThat(reader.poll(TimeUnit.MILLISECONDS.toNanos(50))).isNull();
      assertThat(reader.ended()).isFalse();

      CompletableFuture<LineBatch> next = CompletableFuture.supplyAsync(() -> unchecked(reader));
      reader.close();
      assertThat(next.get(5, TimeUnit.SECONDS)).isNull();
      assertThat(reader.ended()).isTrue();
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void callsNothingDamagedWhenClosedMidway() throws Exception {
    byte[] packed = Archive.GZIP.pack(content(lines(200_000)));
    for (int i = 0; i < 20; i++) {
      BatchReader reader =
          new BatchReader(List.of(file("big" + i, packed)), any -> StartPoint.START, MAX);
      reader.giveBack(reader.next());
      reader.close();
      while (reader.next() != null) {}
      assertThat(reader.ended()).isTrue();
    }
  }

  @Test
  void countsTheBytesOfTheFileAsItLiesThere() throws Exception {
    byte[] packed = Archive.GZIP.pack(CONTENT);
    try (BatchReader reader =
        new BatchReader(List.of(file("a", packed)), any -> StartPoint.START, MAX)) {
      drain(reader);
      assertThat(reader.rawBytes()).isEqualTo(packed.length);
    }
  }

  private void read(Input input) throws Exception {
    read(List.of(input), any -> StartPoint.START);
  }

  private void read(Input input, InputPrefix head) throws Exception {
    read(List.of(input), i -> new StartPoint(Checkpoint.START, head));
  }

  private void read(Input input, Checkpoint start) throws Exception {
    read(List.of(input), i -> StartPoint.at(start));
  }

  private void read(List<Input> inputs, Function<Input, StartPoint> beginnings) throws Exception {
    try (BatchReader reader = new BatchReader(inputs, beginnings, MAX)) {
      drain(reader);
    }
  }

  private void drain(BatchReader reader) throws Exception {
    for (LineBatch batch = reader.next(); batch != null; batch = reader.next()) {
      take(batch);
      reader.giveBack(batch);
    }
  }

  private void take(LineBatch batch) {
    for (int i = 0; i < batch.count(); i++) {
      read.add(new String(batch.bytes(), batch.start(i), batch.end(i) - batch.start(i), UTF_8));
    }
    after = batch.after();
    open = batch.openBytes();
  }

  private Checkpoint after() {
    return after == null ? Checkpoint.START : after;
  }

  /** How many whole lines an archive holds up to a place, told by commons-compress byte by byte. */
  private static int wholeLines(byte[] packed, int length) throws IOException {
    int lines = 0;
    try (InputStream in =
        Compression.of(packed, packed.length)
            .decompress(new ByteArrayInputStream(packed, 0, length))) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        lines += b == '\n' ? 1 : 0;
      }
    } catch (IOException atTheEnd) {
      return lines;
    }
    return lines;
  }

  private static LineBatch unchecked(BatchReader reader) {
    try {
      return reader.next();
    } catch (DamagedInputException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Checkpoint checkpoint(int lines) {
    ReadPosition reached = new ReadPosition();
    byte[] bytes = content(LINES.subList(0, lines));
    reached.pass(bytes, 0, bytes.length);
    reached.lines(lines);
    return reached.checkpoint();
  }

  private Input file(String name, byte[] bytes) throws IOException {
    Path path = Files.write(directory.resolve(name), bytes);
    return new Input.File(path, bytes.length);
  }

  private static List<String> lines(int count) {
    Random random = new Random(7);
    return IntStream.range(0, count)
        .mapToObj(i -> "{\"n\":%08d,\"r\":\"%016x\"}".formatted(i, random.nextLong()))
        .toList();
  }

  private static byte[] content(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(UTF_8);
  }
}
