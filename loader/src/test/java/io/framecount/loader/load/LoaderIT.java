package io.framecount.loader.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framecount.common.cli.CliRun;
import io.framecount.loader.LoaderRun;
import io.framecount.loader.command.LoaderCommand;
import io.framecount.local.SharedPlatform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loads into a real Kafka under a real registry, and reads it back without any code of ours. */
@Timeout(120)
class LoaderIT {
  private static final String A = "{\"ts\":1468244384,\"uid\":\"a\",\"x\":{\"uid\":\"no\"}}\n";
  private static final String B = "{\"uid\":\"bé\",\"ts\":\"2016-07-11T13:39:45.5Z\"}\n";
  private static final String A_READ = "a={\"uid\": \"a\", \"ts\": 1468244384000}";
  private static final String B_READ = "bé={\"uid\": \"bé\", \"ts\": 1468244385500}";

  @TempDir Path directory;
  private String topic;
  private Path file;

  @BeforeEach
  void writeFile() throws IOException {
    topic = SharedPlatform.uniqueName("frames");
    file = Files.writeString(directory.resolve("a.jsonl"), A + B);
  }

  @Test
  void loadsFramesThatAnyReaderUnderstands() {
    CliRun run = load("--file", file.toString(), "--register");

    assertThat(run.code()).as(run.stderr()).isZero();
    assertThat(run.stdout())
        .as(run.stderr())
        .contains("loaded 2 frames")
        .contains("all 2 records acknowledged");
    assertThat(run.stderr())
        .isEqualToIgnoringNewLines("created topic " + topic + " with 4 partitions");
    assertThat(read()).containsExactlyInAnyOrder(A_READ, B_READ);
  }

  @Test
  void setsAsideWhatCannotBeLoadedWithAllThatIsKnown() throws IOException {
    String bad = "{\"uid\":\"c\",\"ts\":\"yesterday\"}";
    Files.writeString(file, A + bad + "\n{no JSON\n\n{\"uid\":\"é\"}\n" + B);
    CliRun run = load("--file", file.toString(), "--register");

    assertThat(run.code()).as(run.stderr()).isEqualTo(3);
    assertThat(run.stdout())
        .as(run.stderr())
        .contains("loaded 2 frames", "rejected  3 into " + topic + "-dlq");
    assertThat(read()).containsExactlyInAnyOrder(A_READ, B_READ);
    List<Foreign.Letter> letters = Foreign.letters(topic + "-dlq");
    assertThat(letters)
        .extracting(Foreign.Letter::value)
        .containsExactly(bad, "{no JSON", "{\"uid\":\"é\"}");
    assertThat(letters.get(0).headers())
        .containsEntry("framecount.reason", "bad-time")
        .containsEntry("framecount.path", "$.ts")
        .containsEntry("framecount.file", file.toString())
        .containsEntry("framecount.line", "2")
        .containsEntry("framecount.position", Integer.toString(A.length() + bad.indexOf("\"yes")))
        .containsKey("framecount.message");
    assertThat(letters)
        .extracting(letter -> letter.headers().get("framecount.reason"))
        .containsExactly("bad-time", "bad-json", "missing-field");
    assertThat(letters)
        .extracting(letter -> letter.headers().get("framecount.line"))
        .containsExactly("2", "3", "5");
  }

  @Test
  void registersNothingSilently() throws Exception {
    CliRun run = load("--file", file.toString());

    assertThat(run.code()).as(run.stderr()).isEqualTo(4);
    assertThat(run.stdout()).as(run.stderr()).isEmpty();
    assertThat(run.stderr())
        .contains("subject " + topic + "-value does not exist")
        .contains("run again with --register to create it")
        .hasLineCount(1);
    assertThat(topics()).doesNotContain(topic);
    assertThat(Foreign.get("/subjects").body()).doesNotContain(topic);
  }

  @Test
  void explainsAnIncompatibleSchemaAndSendsNothing() throws IOException {
    load("--file", file.toString(), "--register");
    Path schema =
        Files.writeString(
            directory.resolve("other.avsc"),
            "{\"type\":\"record\",\"name\":\"Frame\",\"namespace\":\"io.framecount\",\"fields\":["
                + "{\"name\":\"uid\",\"type\":\"long\"},{\"name\":\"who\",\"type\":\"string\"}]}");
    CliRun run =
        load(
            "--file", file.toString(), "--schema", schema.toString(), "--register", "--from-start");

    assertThat(run.code()).as(run.stderr()).isEqualTo(4);
    assertThat(run.stderr())
        .contains("can't follow " + topic + "-value version 1")
        .contains("uid was string and is long now, as which old frames can't be read")
        .contains("who was added without a default")
        .contains("add \"default\": \"unknown\"")
        .hasLineCount(1);
    assertThat(read()).hasSize(2);
  }

  @Test
  void addsNothingTheSecondTime() throws IOException {
    load("--file", file.toString(), "--register");
    Path moved = Files.move(file, directory.resolve("moved.jsonl"));
    CliRun run = load("--file", moved.toString());

    assertThat(run.code()).as(run.stderr()).isZero();
    assertThat(run.stdout())
        .as(run.stderr())
        .contains("loaded 0 frames", "2 lines were already loaded");
    assertThat(read()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2000})
  void addsOnlyTheNewLinesOfAFileThatGrew(int paddingOfFirstLine) throws IOException {
    Files.writeString(
        file, "{\"pad\":\"" + "x".repeat(paddingOfFirstLine) + "\"," + A.substring(1));
    load("--file", file.toString(), "--register");
    Files.writeString(file, B, StandardOpenOption.APPEND);
    assertThat(load("--file", file.toString()).stdout()).contains("loaded 1 frames");
    Files.writeString(file, B.repeat(40), StandardOpenOption.APPEND);
    assertThat(load("--file", file.toString()).stdout()).contains("loaded 40 frames");

    assertThat(load("--file", file.toString()).stdout()).contains("loaded 0 frames");
    assertThat(read()).hasSize(42);
  }

  /** As of logs that are written into a file of a fixed size. */
  @Test
  void addsOnlyTheNewLinesOfAFileThatGrowsIntoItsRoom() throws IOException {
    String room = "\0".repeat(5_000);
    Files.writeString(file, A + room);
    assertThat(load("--file", file.toString(), "--register").stdout()).contains("loaded 1 frames");
    Files.writeString(file, A + B + B + room);
    assertThat(load("--file", file.toString()).stdout()).contains("loaded 2 frames");
    assertThat(read()).hasSize(3);
  }

  @Test
  void refusesAFileThatChangedUnlessToldToStartAgain() throws IOException {
    load("--file", file.toString(), "--register");
    Files.writeString(file, A + B.replace("45.5", "46.5"));
    CliRun run = load("--file", file.toString());
    assertThat(run.code()).as(run.stderr()).isEqualTo(1);
    assertThat(run.stderr())
        .contains("has changed since it was loaded up to line 2", "--from-start", "--keep-loaded");
    assertThat(read()).hasSize(2);

    Files.writeString(file, A + B.replace("45.5", "46.5") + A);
    assertThat(load("--file", file.toString(), "--keep-loaded").code()).isZero();
    assertThat(read()).containsExactlyInAnyOrder(A_READ, B_READ, A_READ);
    assertThat(load("--file", file.toString()).stdout()).contains("loaded 0 frames");

    assertThat(load("--file", file.toString(), "--from-start").code()).isZero();
    assertThat(read()).hasSize(6);
  }

  @Test
  void goesOnWithALoadFromTheStartWithoutTheOption() throws IOException {
    String many = B.repeat(100);
    Path last = Files.writeString(directory.resolve("c.jsonl"), B + B);
    Path middle = directory.resolve("b.jsonl.gz");
    byte[] whole = gzip(many);
    Files.write(middle, whole);
    String[] files = {"--file", file.toString(), middle.toString(), last.toString()};
    assertThat(load(files, "--register").code()).isZero();

    Files.write(middle, Arrays.copyOf(whole, whole.length - 4));
    CliRun cut = load(files, "--from-start");
    assertThat(cut.code()).as(cut.stderr()).isEqualTo(1);
    assertThat(cut.stderr()).contains("b.jsonl.gz is damaged: it ends too early");
    Files.write(middle, whole);
    assertThat(load(files).code()).isZero();
    assertThat(read()).hasSize(2 * (2 + 100 + 2));
    assertThat(load(files).stdout()).contains("loaded 0 frames");
  }

  @Test
  void loadsTheOtherInputsBesideADamagedOneAndTheRestOnceItIsMended() throws IOException {
    List<String> frames = frames("m", 100);
    String text = String.join("\n", frames) + "\n";
    byte[] whole = gzip(text);
    Path cut =
        Files.write(directory.resolve("b.jsonl.gz"), Arrays.copyOf(whole, 3 * whole.length / 5));
    byte[] wrong = gzip(text.replace("\"m", "\"w"));
    byte[] right = wrong.clone();
    wrong[wrong.length - 6] ^= 1;
    Path corrupt = Files.write(directory.resolve("c.jsonl.gz"), wrong);
    Path last = Files.writeString(directory.resolve("d.jsonl"), B + B);
    String[] files = {
      "--file", file.toString(), cut.toString(), corrupt.toString(), last.toString()
    };

    CliRun run = load(files, "--register");
    assertThat(run.code()).as(run.stderr()).isEqualTo(1);
    assertThat(run.stderr())
        .contains(
            "2 inputs could not be loaded whole:",
            "(1) " + cut + " is damaged: it ends too early near byte ",
            "(2) " + corrupt + " is damaged: its checksum does not match near byte ",
            "nothing of it is loaded now");
    List<String> loaded = read();
    assertThat(loaded).contains(A_READ).filteredOn(B_READ::equals).hasSize(3);
    long ofCut = loaded.stream().filter(frame -> frame.startsWith("m")).count();
    assertThat(ofCut).isPositive().isLessThan(100);
    assertThat(loaded).noneMatch(frame -> frame.startsWith("w")).hasSize(4 + (int) ofCut);

    // A second run goes on as far as it can, and adds nothing twice.
    assertThat(load(files).code()).isEqualTo(1);
    assertThat(read()).hasSameSizeAs(loaded);

    Files.write(cut, whole);
    Files.write(corrupt, right);
    CliRun mended = load(files);
    assertThat(mended.code()).as(mended.stderr()).isZero();
    assertThat(read())
        .hasSize(2 + 100 + 100 + 2)
        .filteredOn(f -> f.startsWith("m"))
        .doesNotHaveDuplicates()
        .hasSize(100);
  }

  private static List<String> frames(String user, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                "{\"uid\":\"%s%d\",\"ts\":%d,\"at\":%d}"
                    .formatted(user, i, 1_468_244_340 + i, i * 7_919L % 1_009))
        .toList();
  }

  @Test
  void leavesAHalfWrittenLastLineToTheNextRun() throws Exception {
    Files.writeString(file, A + B.substring(0, 9));
    CliRun run = load("--file", file.toString(), "--register");
    assertThat(run.code()).as(run.stderr()).isEqualTo(3);
    assertThat(run.stdout())
        .contains(
            "loaded 1 frames",
            "rejected  none",
            "left      the last line of %s (line 2, byte %d) has no end yet; it is left for the next run"
                .formatted(file, A.length()));
    assertThat(LoaderRun.status("--topic", topic).stdout()).contains("line 2 has no end yet");
    assertThat(topics()).doesNotContain(topic + "-dlq");

    Files.writeString(file, A + B + "{cut");
    assertThat(load("--file", file.toString()).code()).isEqualTo(3);
    assertThat(read()).containsExactlyInAnyOrder(A_READ, B_READ);
    CliRun taken = load("--file", file.toString(), "--take-last-line");
    assertThat(taken.stdout()).contains("loaded 0 frames", "rejected  1 into " + topic + "-dlq");
    assertThat(LoaderRun.status("--topic", topic).stdout()).contains("complete");
  }

  @Test
  void makesNothingForAnInputThatIsNoJson() throws Exception {
    Path table = Files.writeString(directory.resolve("a.csv"), "uid;ts\na;1\nb;2\n");
    CliRun run = load("--file", file.toString(), table.toString(), "--register");
    assertThat(run.code()).as(run.stderr()).isEqualTo(1);
    assertThat(run.stderr().strip())
        .startsWith("loader: %s is CSV, not JSON; convert it: python3 -c ".formatted(table))
        .endsWith(" < %s | loader --file -".formatted(table));
    assertThat(topics()).doesNotContain(topic);
    assertThat(Foreign.get("/subjects").body()).doesNotContain(topic);
  }

  private static byte[] gzip(String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"exactly-once", "at-least-once", "fire-and-forget"})
  void keepsProgressAsTheGuaranteeHasIt(String delivery) {
    String[] args = {"--file", file.toString(), "--register", "--delivery", delivery};
    assertThat(load(args).code()).isZero();
    assertThat(load(args).code()).isZero();
    assertThat(read()).hasSize(delivery.equals("fire-and-forget") ? 4 : 2);
  }

  @Test
  void commitsWhatStdinSentBeforeItPaused() throws Exception {
    InputStream before = System.in;
    CompletableFuture<CliRun> run;
    try (PipedOutputStream pipe = new PipedOutputStream()) {
      System.setIn(new PipedInputStream(pipe));
      run = CompletableFuture.supplyAsync(() -> load("--file", "-", "--register"));
      pipe.write(A.getBytes(UTF_8));
      pipe.flush();
      assertThat(firstRead()).containsExactly(A_READ);
      assertThat(run).isNotDone();
      pipe.write(B.getBytes(UTF_8));
    } finally {
      System.setIn(before);
    }
    assertThat(run.get(30, TimeUnit.SECONDS).stdout()).contains("loaded 2 frames");
    assertThat(read()).containsExactlyInAnyOrder(A_READ, B_READ);
  }

  private List<String> firstRead() throws Exception {
    List<String> read = List.of();
    while (read.isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(100);
      read = topics().contains(topic) ? read() : List.of();
    }
    return read;
  }

  @Test
  void sumsUpSeveralFilesForPrograms() throws IOException {
    Path other = Files.writeString(directory.resolve("b.jsonl"), B + "{oops\n");
    CliRun run =
        load("--file", file.toString(), other.toString(), "--register", "--output", "json");

    assertThat(run.code()).as(run.stderr()).isEqualTo(3);
    JsonNode json = new ObjectMapper().readTree(run.stdout());
    assertThat(json.get("inputs").asInt()).isEqualTo(2);
    assertThat(json.get("frames").asInt()).isEqualTo(3);
    assertThat(json.get("rejected_by_reason")).hasToString("{\"bad-json\":1}");
    assertThat(json.get("acknowledged").asInt()).isEqualTo(4);
    assertThat(json.get("file_bytes").asInt())
        .isEqualTo((int) (Files.size(file) + Files.size(other)));
  }

  @Test
  void losesNoFrameOfAFileThatBeginsWithAnother() throws IOException {
    Files.writeString(file, A);
    Path longer = Files.writeString(directory.resolve("b.jsonl"), A + B);
    assertThat(load("--file", file.toString(), "--register").code()).isZero();
    CliRun run = load("--file", longer.toString());

    assertThat(run.code()).as(run.stderr()).isZero();
    assertThat(run.stderr())
        .contains("warning: " + longer + " begins with all that was loaded from")
        .hasLineCount(1);
    assertThat(read()).containsExactlyInAnyOrder(A_READ, A_READ, B_READ);
    CliRun again = load("--file", file.toString(), longer.toString());
    assertThat(again.stdout()).contains("loaded 0 frames", "3 lines were already loaded");
    assertThat(again.stderr()).isEmpty();
  }

  @Test
  void loadsFilesWithACommonHeaderOnceEach() throws IOException {
    String header = "{\"pad\":\"" + "x".repeat(1_100) + "\"," + A.substring(1);
    Files.writeString(file, header + A);
    Path other = Files.writeString(directory.resolve("b.jsonl"), header + B + B);
    String[] files = {"--file", file.toString(), other.toString()};
    assertThat(load(files, "--register").code()).isZero();
    assertThat(read()).containsExactlyInAnyOrder(A_READ, A_READ, A_READ, B_READ, B_READ);

    Files.writeString(other, A, StandardOpenOption.APPEND);
    CliRun run = load(files);
    assertThat(run.stdout()).contains("loaded 1 frames", "5 lines were already loaded");
    assertThat(run.stderr()).isEmpty();
    Path renamed = Files.move(other, directory.resolve("c.jsonl"));
    assertThat(load("--file", renamed.toString()).stdout()).contains("loaded 0 frames");
    assertThat(load("--file", file.toString(), "--from-start").stdout())
        .contains("loaded 2 frames");
    assertThat(read()).hasSize(8);
  }

  @Test
  void loadsACopyOfAnotherNameAsAFileOfItsOwnAndSaysSo() throws IOException {
    Path copy = Files.copy(file, directory.resolve("copy.jsonl"));
    String[] files = {"--file", file.toString(), copy.toString()};
    CliRun run = load(files, "--register");
    assertThat(run.code()).as(run.stderr()).isZero();
    assertThat(run.stderr())
        .contains("warning: " + copy + " holds the same as " + file + " (2 lines)", "--alike same");
    assertThat(read()).hasSize(4);

    assertThat(load(files).stderr()).isEmpty();
    Path third = Files.copy(file, directory.resolve("third.jsonl"));
    CliRun same = load("--file", file.toString(), third.toString(), "--alike", "same");
    assertThat(same.code()).as(same.stderr()).isZero();
    assertThat(same.stdout()).contains("loaded 0 frames");
    assertThat(read()).hasSize(4);
  }

  @Test
  void passesOverAFileOfWhichItCantTellWhetherItIsAnother() throws IOException {
    Path twin = Files.createDirectory(directory.resolve("elsewhere")).resolve("a.jsonl");
    Path more = Files.writeString(directory.resolve("more.jsonl"), B);
    load("--file", file.toString(), "--register");
    Files.copy(file, twin);
    CliRun run = load("--file", twin.toString(), more.toString());
    assertThat(run.code()).as(run.stderr()).isEqualTo(1);
    assertThat(run.stderr())
        .contains(twin + " begins with all that was loaded from", "(2 lines)", "--alike other")
        .hasLineCount(1);
    assertThat(read()).containsExactlyInAnyOrder(A_READ, B_READ, B_READ);

    CliRun alone = load("--file", twin.toString());
    assertThat(alone.code()).as(alone.stderr()).isEqualTo(1);
    assertThat(alone.stdout()).isEmpty();
    assertThat(load("--file", twin.toString(), "--alike", "other").code()).isZero();
    assertThat(read()).hasSize(5);
    assertThat(load("--file", twin.toString()).stdout()).contains("loaded 0 frames");
  }

  @Test
  void loadsManySmallFilesInCommitsThatStayShort() throws IOException {
    int count = 1_200;
    Path many = Files.createDirectory(directory.resolve("many"));
    for (int i = 0; i < count; i++) {
      Files.writeString(many.resolve(i + ".jsonl"), A.replace("84", Integer.toString(100 + i)));
    }
    CliRun run = load("--file", many.toString(), "--register", "--output", "json");
    assertThat(run.code()).as(run.stderr()).isZero();
    JsonNode json = new ObjectMapper().readTree(run.stdout());
    assertThat(json.get("frames").asInt()).isEqualTo(count);
    assertThat(json.has("outages")).as(run.stdout()).isFalse();
    assertThat(Set.copyOf(read())).hasSize(count);
    assertThat(load("--file", many.toString()).stdout())
        .contains("loaded 0 frames", "1,200 lines were already loaded");
  }

  private List<String> read() {
    return Foreign.frames(topic);
  }

  private CliRun load(String[] files, String... more) {
    return load(Stream.of(files, more).flatMap(Stream::of).toArray(String[]::new));
  }

  private CliRun load(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--topic", topic));
    all.addAll(List.of("--bootstrap-server", SharedPlatform.bootstrapServers()));
    all.addAll(List.of("--schema-registry", SharedPlatform.registryUrl()));
    return CliRun.of(new LoaderCommand(), all.toArray(String[]::new));
  }

  private static Set<String> topics() throws Exception {
    try (Admin admin = SharedPlatform.admin()) {
      return admin.listTopics().names().get();
    }
  }
}
