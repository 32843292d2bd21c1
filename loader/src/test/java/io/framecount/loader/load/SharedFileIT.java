package io.framecount.loader.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.framecount.common.cli.CliRun;
import io.framecount.loader.command.LoaderCommand;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two loads at once, of several files each, some of which both have. */
@Timeout(120)
class SharedFileIT {
  private static final int FRAMES = 1_000;

  @TempDir Path directory;
  private final String topic = SharedPlatform.uniqueName("frames");

  /**
   * @param done how much the first load has committed when the second begins: of its first file, or
   *     all of that and some of the one that both have
   */
  @ParameterizedTest
  @ValueSource(ints = {1, FRAMES + 1})
  void loadsAFileOnceThatTheSecondBeginsWith(int done) throws Exception {
    String[] both = {"--file", file("a"), file("b")};
    CompletableFuture<CliRun> first = slowly(both);
    awaitFrames(done);
    CliRun second = load("--file", both[2]);

    assertThat(second.code()).as(second.stderr()).isZero();
    assertEndedByAnother(first, both[2]);
    assertThat(load(both).code()).isZero();
    assertAllOnce("a", "b");
  }

  @Test
  void loadsAFileOnceThatNeitherBeginsWith() throws Exception {
    String shared = file("s");
    CompletableFuture<CliRun> first = slowly("--file", file("a"), shared);
    awaitFrames(FRAMES + 1);
    CliRun second = load("--file", file("b"), shared);

    assertThat(second.code()).as(second.stderr()).isZero();
    assertEndedByAnother(first, shared);
    assertAllOnce("a", "b", "s");
  }

  @Test
  void letsALoadBeThatIsDoneWithWhatTheSecondTakes() throws Exception {
    String a = file("a");
    CompletableFuture<CliRun> first = slowly("--file", a, file("b"));
    awaitFrames(FRAMES + 1);
    assertThat(load("--file", file("c"), a).code()).isZero();

    assertThat(first.get().code()).as(first.get().stderr()).isZero();
    assertAllOnce("a", "b", "c");
  }

  private void assertEndedByAnother(CompletableFuture<CliRun> load, String file) throws Exception {
    assertThat(load.get().code()).isEqualTo(1);
    assertThat(load.get().stderr())
        .contains("another loader has begun the same load (" + file + ")");
  }

  private void assertAllOnce(String... names) {
    List<String> all = new ArrayList<>();
    for (String name : names) {
      IntStream.range(0, FRAMES).forEach(i -> all.add(name + i));
    }
    assertThat(users()).containsExactlyInAnyOrderElementsOf(all);
  }

  private List<String> users() {
    return Foreign.frames(topic).stream().map(frame -> frame.split("=", 2)[0]).toList();
  }

  private void awaitFrames(int least) {
    await()
        .atMost(60, TimeUnit.SECONDS)
        .pollInterval(50, TimeUnit.MILLISECONDS)
        .ignoreExceptions()
        .until(() -> users().size() >= least);
  }

  private String file(String name) throws IOException {
    String lines =
        IntStream.range(0, FRAMES)
            .mapToObj(i -> "{\"uid\":\"%s%d\",\"ts\":%d}\n".formatted(name, i, 1468244384 + i))
            .collect(Collectors.joining());
    return Files.writeString(directory.resolve(name + ".jsonl"), lines, UTF_8).toString();
  }

  private CompletableFuture<CliRun> slowly(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--rate", "400"));
    return CompletableFuture.supplyAsync(() -> load(all.toArray(String[]::new)));
  }

  private CliRun load(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--topic", topic, "--register"));
    all.addAll(List.of("--bootstrap-server", SharedPlatform.bootstrapServers()));
    all.addAll(List.of("--schema-registry", SharedPlatform.registryUrl()));
    return CliRun.of(new LoaderCommand(), all.toArray(String[]::new));
  }
}
