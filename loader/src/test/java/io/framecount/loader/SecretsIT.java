package io.framecount.loader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the loader as a process with all its logging, and looks for secrets in what it says. */
@Timeout(120)
class SecretsIT {
  private static final String SECRET = "s3cr3t-";

  @TempDir Path directory;
  private Path file;
  private Path config;

  @BeforeEach
  void writeFile() throws IOException {
    file = Files.writeString(directory.resolve("a.jsonl"), "{\"uid\":\"a\",\"ts\":1}\n");
    config = directory.resolve("client.properties");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"me\" password=\"s3cr3t-jaas\";",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"me\" password=s3cr3t-jaas",
        "org.apache.kafka.common.security.plain.PlainLoginModule s3cr3t-flag password=\"s3cr3t-jaas\";",
        "org.apache.kafka.common.security.plain.PlainLoginModule required s3cr3t-option;",
        "s3cr3t-class"
      })
  void showsNoSecretOfAConfigThatFails(String jaas) throws Exception {
    Files.writeString(
        config,
        """
        security.protocol=SASL_PLAINTEXT
        sasl.mechanism=PLAIN
        sasl.jaas.config=%s
        sasl.jass.config=s3cr3t-misspelt
        ssl.keystore.password=s3cr3t-store
        ssl.key.password=s3cr3t-key
        ssl.truststore.password=s3cr3t-trust
        """
            .formatted(jaas));
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      refuseAll(mute);
      String said = run("--bootstrap-server", "127.0.0.1:" + mute.getLocalPort());
      assertThat(said).contains("loader: ").doesNotContain(SECRET);
    }
  }

  /** In JSON, quotes have a backslash before them: what is hidden must be hidden before. */
  @Test
  void showsNoSecretInJson() throws Exception {
    String login =
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"me\" password=\"s3cr3t-\\\\\"jaas\";";
    Files.writeString(
        config,
        """
        security.protocol=SASL_PLAINTEXT
        sasl.mechanism=PLAIN
        sasl.jaas.config=%s
        sasl.jass.config=s3cr3t-misspelt
        basic.auth.user.info=me:s3cr3t-registry
        """
            .formatted(login));
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      refuseAll(mute);
      String registry = "http://me:s3cr3t-url@127.0.0.1:" + mute.getLocalPort();
      String said =
          run(
              "--bootstrap-server",
              "127.0.0.1:" + mute.getLocalPort(),
              "--schema-registry",
              registry,
              "--log-format",
              "json");
      assertThat(said).contains("[hidden]").doesNotContain(SECRET);
      assertThat(said.lines().map(SecretsIT::logger))
          .contains("loader")
          .doesNotContain("stderr")
          .anyMatch(logger -> logger.startsWith("org.apache.kafka."));
    }
  }

  private static String logger(String line) {
    try {
      JsonNode object = new ObjectMapper().readTree(line);
      assertThat(object.fieldNames()).toIterable().startsWith("time", "level", "logger", "message");
      return object.get("logger").asText();
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + line, e);
    }
  }

  @Test
  void showsNoSecretOfTls() throws Exception {
    Files.writeString(
        config,
        """
        security.protocol=SSL
        ssl.truststore.location=%s
        ssl.truststore.password=s3cr3t-trust
        ssl.keystore.type=PEM
        ssl.keystore.key=s3cr3t-pem
        ssl.key.password=s3cr3t-key
        """
            .formatted(file));
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      refuseAll(mute);
      String said = run("--bootstrap-server", "127.0.0.1:" + mute.getLocalPort());
      assertThat(said).contains("loader: ").doesNotContain(SECRET);
    }
  }

  private static void refuseAll(ServerSocket listener) {
    Thread thread =
        new Thread(
            () -> {
              while (!listener.isClosed()) {
                try {
                  listener.accept().close();
                } catch (IOException closed) {
                  return;
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private String run(String... more) throws Exception {
    List<String> args = new ArrayList<>(List.of("--verbose", "--topic", "t"));
    args.addAll(List.of("--file", file.toString(), "--command-config", config.toString()));
    args.addAll(List.of(more));
    Path said = directory.resolve("said.txt");
    Process process =
        new ProcessBuilder(LoaderProcess.command(args))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    return Files.readString(said);
  }
}
