package io.framecount.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.counter.command.CounterCommand;
import io.framecount.e2e.security.DocumentedRights.Right;
import io.framecount.loader.command.LoaderCommand;
import io.framecount.local.LocalPlatform;
import io.framecount.local.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rights that the manual lists are enough, and none is superfluous, on a broker that checks
 * them.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RightsIT {
  private static final String FRAME = "{\"uid\":\"anna\",\"ts\":1468244384}\n";
  private static final String NOBODY_LIVED_THEN = "{\"uid\":\"anna\",\"ts\":-99999999999}\n";
  private static final AtomicInteger TOPICS = new AtomicInteger();

  private static LocalPlatform platform;
  private static KafkaConnection kafka;

  @TempDir private Path directory;
  private final String topic = "topic%02d".formatted(TOPICS.incrementAndGet());

  @BeforeAll
  static void start() {
    platform = LocalPlatform.start(Settings.temporary().withUsers("loader", "counter"));
    Path all = platform.clientProperties().orElseThrow();
    kafka = KafkaConnection.open(new KafkaOptions().elsewhere(platform.bootstrapServers(), all));
  }

  @AfterAll
  static void stop() {
    kafka.close();
    platform.close();
  }

  static List<Right> rightsOfLoader() throws IOException {
    return DocumentedRights.of("loader");
  }

  static List<Right> rightsOfCounter() throws IOException {
    return DocumentedRights.of("counter");
  }

  @Test
  void theDocumentedRightsAreEnough() throws Exception {
    allow(rightsOfLoader());
    allow(rightsOfCounter());
    Path file = file(FRAME + "not a frame\n" + FRAME);
    CliRun load = load("loader", file);
    assertThat(load.code()).as(load.stderr()).isEqualTo(3);
    assertThat(load.stderr()).contains("created topic " + topic);
    assertThat(load("loader", file).stdout()).contains("0 frames");
    assertThat(count().stdout()).contains("2016-07-11T13:39:00Z\t2\t1\n");

    // What is there by now need not be created.
    forbid(rightsOfLoader().stream().filter(Right::creates).toList());
    forbid(rightsOfCounter().stream().filter(Right::creates).toList());
    CliRun more = load("loader", "nor this\n" + FRAME);
    assertThat(more.code()).as(more.stderr()).isEqualTo(3);
    CliRun count = count();
    assertThat(count.stdout()).as(count.stderr()).contains("2016-07-11T13:39:00Z\t3\t1\n");
  }

  @ParameterizedTest
  @MethodSource("rightsOfLoader")
  void theLoaderNamesTheRightThatItLacks(Right missing) throws Exception {
    allow(without(rightsOfLoader(), missing));
    CliRun run = load("loader", FRAME + "not a frame\n");
    assertNamed(run, missing.of(topic));
  }

  @ParameterizedTest
  @MethodSource("rightsOfCounter")
  void theCounterNamesTheRightThatItLacks(Right missing) throws Exception {
    CliRun load = load(null, FRAME + NOBODY_LIVED_THEN);
    assertThat(load.code()).as(load.stderr()).isZero();
    allow(without(rightsOfCounter(), missing));
    assertNamed(count(), missing.of(topic));
  }

  /** Checks that one sentence names the operation and its resource. */
  private static void assertNamed(CliRun run, Right missing) {
    assertThat(run.code()).as(run.stderr()).isEqualTo(1);
    List<String> said = run.stderr().lines().toList();
    assertThat(said.get(said.size() - 1))
        .as(run.stderr())
        .matches("(loader|counter): .*")
        .contains("ACL")
        .contains(missing.operation())
        .contains(missing.type().replace('-', ' '));
    if (!missing.type().equals("transactional-id")) {
      assertThat(said.get(said.size() - 1)).contains(missing.name());
    }
    assertThat(run.stderr()).doesNotContain("\tat ");
  }

  private static List<Right> without(List<Right> rights, Right missing) {
    List<Right> others = new ArrayList<>(rights);
    assertThat(others.remove(missing)).isTrue();
    return others;
  }

  private void allow(Collection<Right> rights) throws Exception {
    List<AclBinding> bindings = rights.stream().map(right -> right.of(topic).binding()).toList();
    kafka.admin().createAcls(bindings).all().get();
    awaitKnown(bindings, true);
  }

  private void forbid(Collection<Right> rights) throws Exception {
    List<AclBinding> bindings = rights.stream().map(right -> right.of(topic).binding()).toList();
    kafka.admin().deleteAcls(bindings.stream().map(AclBinding::toFilter).toList()).all().get();
    awaitKnown(bindings, false);
  }

  /** Waits until the broker knows the bindings; the controller answers earlier. */
  private static void awaitKnown(List<AclBinding> bindings, boolean there) {
    Admin admin = kafka.admin();
    Awaitility.await()
        .atMost(1, TimeUnit.MINUTES)
        .until(
            () -> {
              Collection<AclBinding> known =
                  admin.describeAcls(AclBindingFilter.ANY).values().get();
              return there
                  ? known.containsAll(bindings)
                  : bindings.stream().noneMatch(known::contains);
            });
  }

  /**
   * @param user null for the user who may do everything
   */
  private CliRun load(String user, String lines) throws IOException {
    return load(user, file(lines));
  }

  private Path file(String lines) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "frames", ".jsonl"), lines);
  }

  private CliRun load(String user, Path file) {
    return run(new LoaderCommand(), user, "--file", file.toString(), "--register");
  }

  private CliRun count() {
    String state = directory.resolve("state").toString();
    return run(
        new CounterCommand(), "counter", "--until-end", "--format", "tsv", "--state-dir", state);
  }

  private CliRun run(Object command, String user, String... args) {
    Path config =
        (user == null ? platform.clientProperties() : platform.clientProperties(user))
            .orElseThrow();
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--topic", topic, "--command-config", config.toString()));
    all.addAll(List.of("--bootstrap-server", platform.bootstrapServers()));
    all.addAll(List.of("--schema-registry", platform.registryUrl()));
    return CliRun.of(command, all.toArray(String[]::new));
  }
}
