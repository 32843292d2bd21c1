package io.framecount.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import io.framecount.counter.command.CounterCommand;
import io.framecount.e2e.Launcher;
import io.framecount.loader.command.LoaderCommand;
import io.framecount.local.LocalPlatform;
import io.framecount.local.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loader and counter with a broker that requires TLS and a password. */
class SecureClusterIT {
  private static LocalPlatform platform;

  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    platform = LocalPlatform.start(Settings.temporary().secured());
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @Test
  void loadsAndCountsWithTheRightSettings() throws IOException {
    Path config = platform.clientProperties().orElseThrow();
    CliRun load =
        run(new LoaderCommand(), config, "--file", file(), "--topic", "safe", "--register");
    assertThat(load.code()).as(load.stderr()).isZero();

    String state = directory.resolve("state").toString();
    CliRun count =
        run(
            new CounterCommand(),
            config,
            List.of("--topic", "safe", "--until-end", "--format", "tsv", "--state-dir", state)
                .toArray(String[]::new));
    assertThat(count.stdout())
        .as(count.stderr())
        .isEqualTo("minute\tframes\tunique_users\n2016-07-11T13:39:00Z\t2\t1\n");
  }

  /** Kafka's clients log all their settings when they start, Kafka Streams' once more. */
  @Test
  void showsThePasswordInNoLog() throws IOException {
    Path config = platform.clientProperties().orElseThrow();
    Matcher password =
        Pattern.compile("password\\\\=\\\\?\"(\\w+)").matcher(Files.readString(config));
    assertThat(password.find()).isTrue();
    String topic = "logged";
    Launcher launcher =
        Launcher.in(directory).with(Map.of("XDG_STATE_HOME", directory.resolve("xdg").toString()));
    List<String> where =
        List.of(
            "--topic=" + topic,
            "--command-config=" + config,
            "--bootstrap-server=" + platform.bootstrapServers(),
            "--schema-registry=" + platform.registryUrl(),
            "--verbose");
    for (String format : List.of("text", "json")) {
      Launcher.Run load =
          run(launcher, "loader", where, "--file", file(), "--register", "--log-format", format);
      Launcher.Run count = run(launcher, "counter", where, "--until-end", "--log-format", format);
      assertThat(load.stderr()).contains("ProducerConfig values").contains("sasl.jaas.config");
      assertThat(count.stderr()).contains("StreamsConfig values").contains("sasl.jaas.config");
      assertThat(load.stdout() + load.stderr() + count.stdout() + count.stderr())
          .doesNotContain(password.group(1));
    }
  }

  private static Launcher.Run run(
      Launcher launcher, String name, List<String> where, String... args) {
    List<String> all = new ArrayList<>(where);
    all.addAll(List.of(args));
    Launcher.Run run = launcher.run(name, all.toArray(String[]::new));
    assertThat(run.code()).as(run.stderr()).isZero();
    return run;
  }

  @Test
  void saysInOneSentenceThatThePasswordIsWrong() throws IOException {
    String right = Files.readString(platform.clientProperties().orElseThrow());
    Path config = directory.resolve("wrong.properties");
    Files.writeString(
        config, right.replaceAll("password\\\\=\\\\?\"\\w+", "password\\\\=\"wr0ng-s3cret"));
    CliRun run = run(new LoaderCommand(), config, "--file", file(), "--topic", "safe");
    assertThat(run.code()).as(run.stderr()).isEqualTo(1);
    assertThat(run.stderr())
        .startsWith("loader: ")
        .contains("uthentication failed")
        .doesNotContain("wr0ng-s3cret")
        .hasLineCount(1);
  }

  @Test
  void saysThatSecuritySettingsMayBeMissing() throws IOException {
    Path config =
        Files.writeString(
            directory.resolve("impatient.properties"),
            "default.api.timeout.ms=3000\nrequest.timeout.ms=2000\n");
    CliRun run = run(new LoaderCommand(), config, "--file", file(), "--topic", "safe");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.stderr())
        .contains("does not answer as a Kafka broker (listener or security settings differ?)")
        .hasLineCount(1);
  }

  @Test
  void saysThatItDoesNotTrustTheBroker() throws IOException {
    String right = Files.readString(platform.clientProperties().orElseThrow());
    Path config = directory.resolve("untrusting.properties");
    Files.writeString(config, right.replaceAll("(?m)^ssl\\.truststore.*$", ""));
    CliRun run = run(new LoaderCommand(), config, "--file", file(), "--topic", "safe");
    assertThat(run.code()).as(run.stderr()).isEqualTo(1);
    assertThat(run.stderr())
        .startsWith("loader: the TLS handshake with Kafka failed (")
        .contains("certification path", "its certificate is not trusted here")
        .doesNotContain("credentials")
        .hasLineCount(1);
  }

  private String file() throws IOException {
    Path file = directory.resolve("frames.jsonl");
    String frame = "{\"uid\":\"anna\",\"ts\":1468244384}\n";
    return Files.writeString(file, frame + frame).toString();
  }

  private static CliRun run(Object command, Path config, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--command-config", config.toString()));
    all.addAll(List.of("--bootstrap-server", platform.bootstrapServers()));
    all.addAll(List.of("--schema-registry", platform.registryUrl()));
    return CliRun.of(command, all.toArray(String[]::new));
  }
}
