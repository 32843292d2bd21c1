package io.framecount.loader.source;

import static io.framecount.loader.source.RawTopic.frame;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.framecount.common.cli.CliRun;
import io.framecount.loader.LoaderRun;
import io.framecount.loader.load.Foreign;
import io.framecount.local.SharedPlatform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loads a topic of JSON of the same cluster. */
@Timeout(180)
class FromTopicIT {
  private final RawTopic raw =
      new RawTopic(SharedPlatform.bootstrapServers(), SharedPlatform.uniqueName("raw"));
  private final String topic = SharedPlatform.uniqueName("frames");

  @Test
  void loadsJsonAndSetsTheRestAside() {
    raw.create(2);
    raw.send(
        0, frame("a"), "\uFEFF{\n \"uid\":\"bom\",\n \"ts\":1468244384}\n", "hello", "[1]", "");
    raw.send(1, frame("x") + "\n" + frame("y"), "\0\0\0\0\7 " + frame("js"), "\0\0\0\0\7\2\2");
    raw.send("k".getBytes(UTF_8), null, 5, Map.of());

    CliRun run = load("--until-end", "--register");

    assertThat(run.code()).as(run.stderr()).isEqualTo(3);
    assertThat(run.stdout())
        .contains("loaded 3 frames from " + raw.name() + " into " + topic)
        .contains("topic " + raw.name() + " with 2 partitions")
        .contains("skipped   1 records without a value")
        .contains("rejected  5 into " + topic + "-dlq");
    assertThat(users()).containsExactlyInAnyOrder("a", "bom", "js");
    assertThat(Foreign.letters(topic + "-dlq"))
        .extracting(
            letter ->
                "%s@%s %s"
                    .formatted(
                        letter.headers().get("framecount.partition"),
                        letter.headers().get("framecount.offset"),
                        letter.headers().get("framecount.reason")))
        .containsExactlyInAnyOrder(
            "0@2 bad-json", "0@3 not-an-object", "0@4 bad-json", "1@0 bad-json", "1@2 not-json");
    assertThat(Foreign.letters(topic + "-dlq"))
        .allSatisfy(
            letter -> assertThat(letter.headers()).containsEntry("framecount.topic", raw.name()));
  }

  @Test
  void goesOnBehindWhatIsLoadedAndBeginsAgainWhenTold() {
    raw.create(3);
    raw.sendFrames("a", 50, 3);
    assertThat(load("--until-end", "--register").code()).isZero();
    raw.sendFrames("b", 7, 3);

    assertThat(load("--until-end").stdout()).contains("loaded 7 frames");
    assertThat(load("--until-end").stdout()).contains("loaded 0 frames");
    assertThat(users()).hasSize(57).doesNotHaveDuplicates();
    assertThat(LoaderRun.status("--topic", topic).stdout())
        .contains(raw.name() + "-0", "at offset 20, the end");

    CliRun dry = load("--dry-run");
    assertThat(dry.stdout()).contains("converted 57 frames from " + raw.name());
    assertThat(users()).hasSize(57);

    assertThat(load("--until-end", "--from-start").stdout()).contains("loaded 57 frames");
    assertThat(users()).hasSize(114);
  }

  @Test
  void carriesKeysTimesAndHeadersOver() {
    raw.create(1);
    byte[] key = {1, 2, (byte) 0xff};
    raw.send(key, frame("a").getBytes(UTF_8), 1_700_000_000_000L, Map.of("trace", "7"));
    raw.send(
        key,
        "{\"uid\":\"late\",\"ts\":\"soon\"}".getBytes(UTF_8),
        1_700_000_000_001L,
        Map.of("trace", "8"));
    String[] kept = {"--key", "@key", "--record-timestamp", "source", "--keep-headers"};

    assertThat(load(with(kept, "--until-end", "--register")).code()).isEqualTo(3);

    assertThat(Foreign.times(topic)).containsExactly(1_700_000_000_000L);
    assertThat(Foreign.letters(topic).get(0).headers()).isEqualTo(Map.of("trace", "7"));
    assertThat(Foreign.frames(topic).get(0)).startsWith(new String(key, UTF_8) + "=");
    Foreign.Letter letter = Foreign.letters(topic + "-dlq").get(0);
    assertThat(letter.headers())
        .containsEntry("trace", "8")
        .containsEntry("framecount.timestamp", "1700000000001");

    CliRun still = LoaderRun.replay(topic, kept);
    assertThat(still.code()).as(still.stderr()).isEqualTo(3);
    assertThat(Foreign.letters(topic + "-dlq").get(1).headers())
        .containsEntry("framecount.attempts", "2")
        .containsEntry("framecount.topic", raw.name())
        .containsEntry("framecount.offset", "1")
        .containsEntry("trace", "8");
  }

  @Test
  void sharesThePartitionsBetweenInstancesThatComeAndGo() throws Exception {
    raw.create(4);
    raw.sendFrames("u", 3_000, 4);
    List<CompletableFuture<CliRun>> runs = new ArrayList<>();
    runs.add(slowly());
    await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> !users().isEmpty());
    runs.add(slowly());
    runs.add(slowly());
    long sum = 0;
    for (CompletableFuture<CliRun> run : runs) {
      CliRun done = run.get();
      assertThat(done.code()).as(done.stderr()).isZero();
      sum += loaded(done);
    }
    assertThat(users())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 3_000).mapToObj(i -> "u" + i).toList());
    assertThat(sum).isEqualTo(3_000);
  }

  @Test
  void refusesATopicThatWasMadeAgain() {
    raw.create(1);
    raw.send(0, frame("a"));
    assertThat(load("--until-end", "--register").code()).isZero();
    raw.delete();
    raw.create(1);
    raw.send(0, frame("b"));

    CliRun refused = load("--until-end");
    assertThat(refused.code()).as(refused.stdout()).isEqualTo(1);
    assertThat(refused.stderr())
        .contains("topic %s was deleted and made again".formatted(raw.name()));
    assertThat(users()).containsExactly("a");
    assertThat(load("--until-end", "--from-start").code()).isZero();
    assertThat(users()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void saysWhichRecordsWereDeletedBeforeTheyWereLoaded() {
    raw.create(1);
    raw.send(0, frame("a"));
    assertThat(load("--until-end", "--register").code()).isZero();
    raw.send(0, frame("b"), frame("c"), frame("d"));
    raw.deleteBefore(0, 3);

    CliRun refused = load("--until-end");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.stderr())
        .contains(
            "offsets 1 to 2 of partition 0 of topic %s (2) were deleted".formatted(raw.name()),
            "--skip-deleted");
    CliRun skipped = load("--until-end", "--skip-deleted");
    assertThat(skipped.code()).as(skipped.stderr()).isZero();
    assertThat(skipped.stdout()).contains("missing   2 offsets");
    assertThat(users()).containsExactlyInAnyOrder("a", "d");
  }

  @Test
  void noticesThatAllNewRecordsWereDeleted() {
    raw.create(1);
    raw.send(0, frame("a"));
    assertThat(load("--until-end", "--register").code()).isZero();
    raw.send(0, frame("b"), frame("c"));
    raw.deleteBefore(0, 3);

    CliRun refused = load("--until-end");
    assertThat(refused.code()).as(refused.stdout()).isEqualTo(1);
    assertThat(refused.stderr()).contains("offsets 1 to 2 of partition 0");
    assertThat(load("--until-end", "--skip-deleted").stdout()).contains("missing   2 offsets");
    assertThat(load("--until-end").stdout()).contains("loaded 0 frames");
  }

  @Test
  void refusesATopicOfFrames() {
    raw.create(1);
    raw.send(0, frame("a"));
    assertThat(load("--until-end", "--register").code()).isZero();

    CliRun run =
        LoaderRun.load(
            SharedPlatform.uniqueName("more"), "--from-topic", topic, "--until-end", "--register");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.stderr()).contains("Avro frames need no loading");
  }

  private static long loaded(CliRun run) {
    String number = run.stdout().replaceAll("(?s).*?loaded ([\\d,]+) frames.*", "$1");
    return Long.parseLong(number.replace(",", ""));
  }

  private CompletableFuture<CliRun> slowly() {
    return CompletableFuture.supplyAsync(() -> load("--until-end", "--register", "--rate", "150"));
  }

  private List<String> users() {
    return Foreign.frames(topic).stream()
        .map(frame -> frame.replaceAll(".*\"uid\": \"([^\"]*)\".*", "$1"))
        .toList();
  }

  private CliRun load(String... args) {
    return LoaderRun.load(topic, with(args, "--from-topic", raw.name()));
  }

  private static String[] with(String[] args, String... more) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
