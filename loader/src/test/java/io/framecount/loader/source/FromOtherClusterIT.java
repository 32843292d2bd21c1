package io.framecount.loader.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.framecount.common.cli.CliRun;
import io.framecount.loader.LoaderRun;
import io.framecount.loader.load.Foreign;
import io.framecount.local.BrokerCluster;
import io.framecount.local.SharedPlatform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loads a topic of JSON of another cluster, whose progress is kept in the first one. */
@Timeout(180)
class FromOtherClusterIT {
  private static BrokerCluster other;

  private final RawTopic raw =
      new RawTopic(other.bootstrapServers(), SharedPlatform.uniqueName("raw"));
  private final String topic = SharedPlatform.uniqueName("frames");

  @BeforeAll
  static void start() {
    other = BrokerCluster.start(1);
  }

  @AfterAll
  static void stop() {
    other.close();
  }

  @Test
  void goesOnBehindWhatIsLoadedAndBeginsAgainWhenTold() {
    raw.create(2);
    raw.sendFrames("a", 40, 2);
    CliRun first = load("--register");
    assertThat(first.code()).as(first.stderr()).isZero();
    raw.sendFrames("b", 6, 2);

    assertThat(load().stdout()).contains("loaded 6 frames from " + raw.name());
    assertThat(load().stdout()).contains("loaded 0 frames");
    assertThat(users()).hasSize(46).doesNotHaveDuplicates();
    assertThat(LoaderRun.status("--topic", topic).stdout())
        .contains(raw.name() + "-0", "at offset 23");

    assertThat(load("--from-start").stdout()).contains("loaded 46 frames");
    assertThat(users()).hasSize(92);
  }

  @Test
  void sharesThePartitionsBetweenInstances() throws Exception {
    raw.create(3);
    raw.sendFrames("u", 1_500, 3);
    List<CompletableFuture<CliRun>> runs = new ArrayList<>();
    runs.add(slowly());
    await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> !users().isEmpty());
    runs.add(slowly());
    for (CompletableFuture<CliRun> run : runs) {
      assertThat(run.get().code()).as(run.get().stderr()).isZero();
    }
    assertThat(users())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 1_500).mapToObj(i -> "u" + i).toList());
  }

  @Test
  void refusesATopicThatWasMadeAgain() {
    raw.create(1);
    raw.send(0, RawTopic.frame("a"));
    assertThat(load("--register").code()).isZero();
    raw.delete();
    raw.create(1);
    raw.send(0, RawTopic.frame("b"));

    CliRun refused = load();
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.stderr()).contains("was deleted and made again");
    assertThat(users()).containsExactly("a");
  }

  @Test
  void refusesTheTopicItselfUnderAnotherAddress() {
    assertThat(
            LoaderRun.load(
                    topic,
                    "--from-topic",
                    SharedPlatform.newTopic("raw", 1),
                    "--from-bootstrap-server",
                    SharedPlatform.bootstrapServers(),
                    "--until-end",
                    "--register")
                .code())
        .isZero();
    CliRun refused =
        LoaderRun.load(
            topic,
            "--from-topic",
            topic,
            "--from-bootstrap-server",
            SharedPlatform.bootstrapServers());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.stderr()).contains("a topic is not loaded into itself");
  }

  private CompletableFuture<CliRun> slowly() {
    return CompletableFuture.supplyAsync(() -> load("--register", "--rate", "120"));
  }

  private List<String> users() {
    return Foreign.frames(topic).stream().map(frame -> frame.split("=", 2)[0]).toList();
  }

  private CliRun load(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--from-topic", raw.name(), "--until-end"));
    all.addAll(List.of("--from-bootstrap-server", raw.bootstrapServers()));
    return LoaderRun.load(topic, all.toArray(String[]::new));
  }
}
