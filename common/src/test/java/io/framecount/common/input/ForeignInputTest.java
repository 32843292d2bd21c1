package io.framecount.common.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictTrainer;
import io.framecount.common.cli.CommandFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.lzma.LZMACompressorOutputStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not JSON lines is refused by its beginning, with a command that really converts it. */
@Timeout(60)
class ForeignInputTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> OBJECTS =
      IntStream.range(0, 40)
          .mapToObj(
              i ->
                  "{\"uid\":\"\u00fc%d\",\"ts\":%d,\"in\":{\"l\":[%d,{}]}}"
                      .formatted(i, 1_468_244_340 + i, i))
          .toList();
  private static final String LINES = String.join("\n", OBJECTS) + "\n";

  @TempDir Path directory;

  private static Stream<Arguments> foreign() throws IOException {
    String table =
        "uid;ts\n"
            + IntStream.range(0, 40)
                .mapToObj(i -> "u%d;%d\n".formatted(i, i))
                .reduce("", String::concat);
    return Stream.of(
        packed("a tar archive", tar()),
        packed("a zip archive", zip()),
        packed("compressed with lz4 (in gzip)", gzip(Archive.LZ4.pack(LINES.getBytes(UTF_8)))),
        packed("compressed with lzma", lzma()),
        packed("compressed with gzip (in gzip)", gzip(gzip(LINES.getBytes(UTF_8)))),
        packed("compressed with gzip (in zstd)", Archive.ZSTD.pack(gzip(LINES.getBytes(UTF_8)))),
        packed("a tar archive (in gzip)", gzip(tar())),
        packed("a tar archive (in bzip2)", Archive.BZIP2.pack(tar())),
        packed("a tar archive (in xz)", Archive.XZ.pack(tar())),
        packed("a tar archive (in zstd)", Archive.ZSTD.pack(tar())),
        packed("text in UTF-32", encoded("\ufeff", "UTF-32LE")),
        packed("text in UTF-32", encoded("\ufeff", "UTF-32BE")),
        packed("text in UTF-32LE", encoded("", "UTF-32LE")),
        packed("text in UTF-32BE", encoded("", "UTF-32BE")),
        text("CSV", table),
        text("CSV", table.replace(';', ',')),
        text("CSV", table.replace(';', '\t')));
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void namesACommandThatConvertsIt(String what, byte[] bytes) throws Exception {
    Path file = Files.write(directory.resolve("a file"), bytes);
    String refusal = refusal(List.of(input(file)));
    String start = "%s is %s, not JSON; convert it: ".formatted(file, what);
    assertThat(refusal).startsWith(start).endsWith(" | loader --file -");

    String command = refusal.substring(start.length(), refusal.lastIndexOf(" | "));
    for (String part : command.split(" \\| ", -1)) {
      assumeThat(run("command -v " + part.split(" ", 2)[0])).isNotEmpty();
    }
    String converted = run(command);
    if (what.equals("CSV")) {
      assertThat(converted).hasLineCount(40).startsWith("{\"uid\": \"u0\", \"ts\": \"0\"}\n");
    } else {
      assertThat(read(converted)).isEqualTo(read(LINES));
      assertThat(converted.lines().filter(line -> !line.isBlank())).hasSize(OBJECTS.size());
    }
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void seesThroughAPipe(String what, byte[] bytes) throws Exception {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(bytes));
      assertThat(refusal(List.of(new Input.Stdin())))
          .startsWith("stdin is %s, not JSON; convert it: \u2026 | ".formatted(what))
          .endsWith(" | loader --file -");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void namesTheDictionaryThatZstdNeeds() throws Exception {
    ZstdDictTrainer trainer = new ZstdDictTrainer(1 << 20, 4_096);
    OBJECTS.forEach(object -> trainer.addSample((object + object).repeat(20).getBytes(UTF_8)));
    byte[] bytes;
    try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
      bytes = zstd.loadDict(trainer.trainSamples()).compress(LINES.getBytes(UTF_8));
    }
    Path file = Files.write(directory.resolve("f"), bytes);
    assertThat(refusal(List.of(input(file))))
        .isEqualTo(
            "%s is compressed with zstd and a dictionary, not JSON; convert it: zstd -dc -D DICTIONARY %s | loader --file -"
                .formatted(file, file));
    seesThroughAPipe("compressed with zstd and a dictionary", bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<?xml version=\"1.0\"?>\n<frames>\n<frame uid=\"u\"/>\n</frames>\n",
        "\ufeff<!DOCTYPE html>\r\n<html><body>{\"uid\":\"u1\"}</body></html>",
        "  <a/>"
      })
  void refusesMarkup(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("f"), text);
    assertThat(refusal(List.of(input(file))))
        .isEqualTo(file + " is XML or HTML, not JSON; make an object of each of its records");
    Files.writeString(file, text + "\n{\"uid\":\"u1\"}\n");
    assertThat(Inputs.requireLines(List.of(input(file)), "loader --file -")).hasSize(1);
  }

  @Test
  void refusesWhatIsNoText() throws IOException {
    Random random = new Random(8);
    for (int length : new int[] {300, 5_000, 200_000}) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      bytes[0] = 8;
      Path file = Files.write(directory.resolve("f"), bytes);
      assertThat(refusal(List.of(input(file))))
          .isEqualTo(file + " is binary data, not JSON; make an object of each of its records");
      Files.write(file, Archive.GZIP.pack(bytes));
      assertThat(refusal(List.of(input(file)))).contains("is binary data (in gzip), not JSON");
    }
  }

  @Test
  void takesLinesBehindWhatIsNoText() throws IOException {
    byte[] noise = new byte[3_000];
    new Random(9).nextBytes(noise);
    byte[] umlauts = "\u00fc,\u00e4\n".repeat(1_000).getBytes(ISO_8859_1);
    for (byte[] head : List.of(noise, umlauts, new byte[100_000], new byte[10])) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.write(head);
      bytes.write('\n');
      bytes.write(LINES.getBytes(UTF_8));
      Path file = Files.write(directory.resolve("f"), bytes.toByteArray());
      assertThat(Inputs.requireLines(List.of(input(file)), "loader --file -")).hasSize(1);
    }
  }

  @Test
  void saysThatThereIsNothingButZeroBytes() throws IOException {
    List<String> notices = new ArrayList<>();
    byte[] empty = new byte[10_240];
    for (byte[] bytes : List.of(empty, Archive.GZIP.pack(empty))) {
      Path file = Files.write(directory.resolve("f"), bytes);
      notices.clear();
      assertThat(Inputs.requireJson(List.of(input(file)), "loader --file -", notices::add))
          .hasSize(1);
      assertThat(notices)
          .containsExactly(
              file
                  + " begins with 10,240 zero bytes, as reserved space and an archive without any content do");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7z\u00bc\u00af'\u001c\0\u0004", "Obj\u0001\u0004\u0014avro.codec",
            "PAR1\u0015\u0004\u0015", "ORC\u0008\u0003\u0010",
        "Rar!\u001a\u0007\u0001\0", "LZIP\u0001\u000c\0", "\u001f\u009d\u0090{\0",
            "\u00ff\u0006\0\0sNaPpY\u0001"
      })
  void knowsFilesOfOtherTools(String head) throws IOException {
    Path file =
        Files.writeString(directory.resolve("f"), head + "\0\u0001\u0002".repeat(400), ISO_8859_1);
    assertThat(refusal(List.of(input(file)))).contains(", not JSON; convert it: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n\n",
        " ",
        "\ufeff",
        "{}",
        "{\"a\":1}",
        "{\"a\":1}\r\n{\"a\":2}\r\n",
        "{\"a\":1}\r",
        "\n\n  {\"a\":1}\n",
        "\ufeff\ufeff{\"a\":1}\n",
        "{\"a\":[\n",
        "{oops\n{\"a\":1}\n",
        "{\"a\":\n{\"b\":2}\n{\"b\":3}\n",
        "[\n{\"a\":1}\n{\"a\":2}\n",
        "[1,2]\n{\"a\":1}\n",
        "[1,2]\n[3]\n",
        "{\"a\":1}{\"b\":2}\n{\"a\":1}\n",
        "{\n}\n{\"a\":1}\n",
        "uid,ts\n1,2\n{\"a\":1}\n",
        "no JSON\n",
        "12\n",
        "a,b\n",
        "ORC, he said\n{\"a\":1}\n",
        "{\"a\":1},\n{\"a\":2},\n",
        "{\"a\":tru",
        "\u0000\u0000{\"a\":1}\n"
      })
  void leavesAllElseToBeReadLineByLine(String text) throws IOException {
    List<Input> inputs = List.of(input(Files.writeString(directory.resolve("a"), text)));
    assertThat(Inputs.requireLines(inputs, "")).isEqualTo(inputs);
  }

  @Test
  void takesLinesLongerThanItLooks() throws IOException {
    String wide = "x\\n,{[".repeat(100_000);
    for (String text :
        List.of("{\"a\":\"" + wide + "\"}\n{}\n", "{oops " + wide + "\n{}\n", "{\"a\":\"" + wide)) {
      List<Input> inputs = List.of(input(Files.writeString(directory.resolve("a"), text)));
      assertThat(Inputs.requireLines(inputs, "")).isEqualTo(inputs);
    }
  }

  /** Whatever line of a good file is cut, changed or doubled, the rest must be loaded. */
  @Test
  void refusesNoLinesOfWhichSomeAreBad() throws IOException {
    Random random = new Random(11);
    for (int round = 0; round < 300; round++) {
      List<String> lines = new ArrayList<>(OBJECTS);
      for (int bad = 0; bad < 3; bad++) {
        String line = lines.get(bad);
        int at = random.nextInt(line.length());
        lines.set(
            bad,
            switch (random.nextInt(4)) {
              case 0 -> line.substring(0, at);
              case 1 -> line.substring(at);
              case 2 ->
                  line.substring(0, at) + (char) (' ' + random.nextInt(90)) + line.substring(at);
              default -> line + line;
            });
      }
      String text = String.join("\n", lines) + "\n";
      List<Input> inputs = List.of(input(Files.writeString(directory.resolve("a"), text)));
      assertThatCode(() -> Inputs.requireLines(inputs, "")).as(text).doesNotThrowAnyException();
    }
  }

  @Test
  void takesAnyBytesWithoutFailingOtherwise() throws Exception {
    Random random = new Random(5);
    List<byte[]> heads = foreign().map(arguments -> bytes(arguments.get()[1])).toList();
    for (int round = 0; round < 300; round++) {
      byte[] bytes = new byte[random.nextInt(3_000)];
      random.nextBytes(bytes);
      byte[] head = heads.get(round % heads.size());
      System.arraycopy(head, 0, bytes, 0, Math.min(bytes.length, random.nextInt(12)));
      Path file = Files.write(directory.resolve("noise"), bytes);
      try {
        List<Input> inputs = Inputs.requireLines(List.of(input(file)), "");
        try (BatchReader reader = new BatchReader(inputs, any -> StartPoint.START, 1 << 20)) {
          for (LineBatch batch = reader.next(); batch != null; batch = reader.next()) {
            reader.giveBack(batch);
          }
        }
      } catch (CommandFailure | DamagedInputException refused) {
        assertThat(refused.getMessage()).startsWith(file + " ");
      }
    }
  }

  @Test
  void namesAllThatAreForeignAtOnce() throws IOException {
    Path good = Files.writeString(directory.resolve("good"), LINES);
    Path tar = Files.write(directory.resolve("x.tar"), tar());
    Path zip = Files.write(directory.resolve("y.zip"), zip());
    assertThat(refusal(List.of(input(good), input(tar), input(zip))))
        .isEqualTo(
            "2 of 3 inputs are not JSON, so nothing is done:"
                + " (1) %s is a tar archive, not JSON; convert it: tar xOf %s | loader --file -;"
                    .formatted(tar, tar)
                + " (2) %s is a zip archive, not JSON; convert it: unzip -p %s | loader --file -"
                    .formatted(zip, zip));
  }

  @Test
  void doesNotWaitForASilentPipeAndSeesWhatItIsWhenItSpeaks() throws Exception {
    InputStream before = System.in;
    PipedOutputStream pipe = new PipedOutputStream();
    try {
      System.setIn(new PipedInputStream(pipe));
      List<Input> inputs = Inputs.requireLines(List.of(new Input.Stdin()), "loader --file -");
      try (BatchReader reader = new BatchReader(inputs, any -> StartPoint.START, 1 << 20)) {
        pipe.write("uid,ts\n".getBytes(UTF_8));
        pipe.flush();
        assertThat(reader.poll(TimeUnit.MILLISECONDS.toNanos(100))).isNull();
        pipe.write("a,1\nb,2\n".getBytes(UTF_8));
        pipe.close();
        assertThatThrownBy(reader::next)
            .isInstanceOf(DamagedInputException.class)
            .hasMessage(
                "stdin is CSV, not JSON; convert it: \u2026 | python3 -c \"import csv,json,sys; [print(json.dumps(r)) for r in csv.DictReader(sys.stdin)]\" | loader --file -");
      }
    } finally {
      System.setIn(before);
    }
  }

  @ParameterizedTest
  @EnumSource
  void losesNothingOfAPipeByLooking(Archive archive) throws Exception {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(archive.pack(LINES.repeat(300).getBytes(UTF_8))));
      List<Input> inputs = Inputs.requireLines(List.of(new Input.Stdin()), "");
      int lines = 0;
      try (BatchReader reader = new BatchReader(inputs, any -> StartPoint.START, 1 << 20)) {
        for (LineBatch batch = reader.next(); batch != null; batch = reader.next()) {
          lines += batch.count();
          reader.giveBack(batch);
        }
      }
      assertThat(lines).isEqualTo(300 * OBJECTS.size());
    } finally {
      System.setIn(before);
    }
  }

  private static String refusal(List<Input> inputs) {
    try {
      Inputs.requireLines(inputs, "loader --file -");
    } catch (CommandFailure failure) {
      return failure.getMessage();
    }
    throw new AssertionError("it was not refused");
  }

  private static String run(String command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return process.waitFor() == 0 ? said : "";
  }

  private static List<JsonNode> read(String text) throws IOException {
    try (MappingIterator<JsonNode> values = JSON.readerFor(JsonNode.class).readValues(text)) {
      return values.readAll();
    }
  }

  private static Input input(Path file) throws IOException {
    return new Input.File(file, Files.size(file));
  }

  private static Arguments text(String what, String text) {
    return packed(what, text.getBytes(UTF_8));
  }

  private static Arguments packed(String what, byte[] bytes) {
    return Arguments.of(what, Named.of("%d bytes".formatted(bytes.length), bytes));
  }

  private static byte[] bytes(Object argument) {
    return (byte[]) ((Named<?>) argument).getPayload();
  }

  private static byte[] encoded(String mark, String charset) {
    return (mark + LINES).getBytes(Charset.forName(charset));
  }

  private static byte[] gzip(byte[] content) throws IOException {
    return Archive.GZIP.pack(content);
  }

  private static byte[] tar() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      byte[] content = LINES.getBytes(UTF_8);
      TarArchiveEntry entry = new TarArchiveEntry("parts/a.jsonl");
      entry.setSize(content.length);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  private static byte[] zip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("a.jsonl"));
      zip.write(LINES.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] lzma() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new LZMACompressorOutputStream(bytes)) {
      out.write(LINES.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
