package io.framecount.common.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class KafkaOptionsTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void writeFile() throws IOException {
    file = directory.resolve("client.properties");
    Files.writeString(file, "# mine\nlinger.ms=7\nclient.id = from file\n");
  }

  @Test
  void lastWordIsTheUsers() {
    KafkaOptions options = options("--command-config", file.toString(), "-X", "linger.ms=9");
    Map<String, String> defaults = Map.of("linger.ms", "1", "client.id", "ours", "acks", "all");
    assertThat(options.clientConfig(defaults))
        .containsEntry("linger.ms", "9")
        .containsEntry("client.id", "from file")
        .containsEntry("acks", "all");
  }

  @Test
  void takesBrokersFromTheOptionFirst() throws IOException {
    Files.writeString(file, "bootstrap.servers=file:1");
    String[] config = {"--command-config", file.toString()};
    assertThat(options(config).bootstrapServers()).isEqualTo("file:1");
    assertThat(
            options("--command-config", file.toString(), "-X", "bootstrap.servers=x:2")
                .bootstrapServers())
        .isEqualTo("x:2");

    KafkaOptions named =
        options("--command-config", file.toString(), "--bootstrap-server", "a:3 , b:4");
    assertThat(named.bootstrapAddresses()).containsExactly("a:3", "b:4");
    assertThat(named.clientConfig(Map.of())).containsEntry("bootstrap.servers", "a:3,b:4");
  }

  @Test
  void saysThatTheFileIsMissing() {
    Path missing = directory.resolve("none.properties");
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> options("--command-config", missing.toString()).clientConfig(Map.of()))
        .withMessage("cannot read --command-config %s: no such file", missing)
        .satisfies(e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "broker, 'broker' is not HOST:PORT",
        "broker:port, 'broker:port' is not HOST:PORT",
        "127.0.0.1:99999, '127.0.0.1:99999' is not HOST:PORT",
        "no-such-host.invalid:9092, host no-such-host.invalid is unknown"
      })
  void refusesWhatIsNoAddress(String address, String problem) {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> KafkaConnection.open(options("--bootstrap-server", address)))
        .withMessageStartingWith("no Kafka broker at %s (%s);", address, problem);
  }

  @Test
  @Timeout(10)
  void tellsWithinSecondsThatNobodyListens() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String address = "127.0.0.1:" + port;
    long started = System.nanoTime();
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> KafkaConnection.open(options("--bootstrap-server", address)))
        .withMessage(
            "no Kafka broker at %s (Connection refused); start one, or name yours with --bootstrap-server or KAFKA_BOOTSTRAP_SERVERS",
            address);
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
  }

  private static KafkaOptions options(String... args) {
    KafkaOptions options = new KafkaOptions();
    new CommandLine(
            CommandLine.Model.CommandSpec.create()
                .addMixin("kafka", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
        .parseArgs(args);
    return options;
  }
}
