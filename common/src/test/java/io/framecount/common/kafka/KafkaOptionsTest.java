package io.framecount.common.kafka;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.Secrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

  /** Windows editors begin a file with a mark, and the first setting was unknown then. */
  @Test
  void losesNoSettingToAByteOrderMark() throws IOException {
    Files.writeString(file, "\uFEFFsecurity.protocol=SSL\nclient.id=bär\n");
    assertThat(options("--command-config", file.toString()).clientConfig(Map.of()))
        .containsEntry("security.protocol", "SSL")
        .containsEntry("client.id", "bär");
  }

  @Test
  void saysThatTheFileIsNoUtf8() throws IOException {
    for (Charset other : List.of(UTF_16, UTF_16LE, ISO_8859_1)) {
      Files.writeString(file, "client.id=bär\n", other);
      assertThatExceptionOfType(CommandFailure.class)
          .isThrownBy(() -> options("--command-config", file.toString()).clientConfig(Map.of()))
          .withMessage(
              "cannot read --command-config %s: it is not text in UTF-8; save it as UTF-8", file);
    }
  }

  @Test
  void readsTheFileOnceForItMayBeAPipe() throws IOException {
    KafkaOptions options = options("--command-config", file.toString());
    assertThat(options.userConfig()).containsEntry("linger.ms", "7");
    Files.delete(file);
    assertThat(options.clientConfig(Map.of())).containsEntry("client.id", "from file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sasl.jaas.config=x required;",
        "sasl.username=me",
        "ssl.ca.location=/ca.pem",
        "ssl.truststore.location=/trust.p12",
        "security.protocl=SASL_SSL",
        "Security.Protocol=SSL",
        "Sasl.Username=me",
        "sals.mechanism=PLAIN"
      })
  void goesNotIntoPlainTextByMistake(String setting) {
    String name = setting.substring(0, setting.indexOf('='));
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> options("-X", setting).clientConfig(Map.of()))
        .withMessageStartingWith(
            "the setting %s is given, but not security.protocol, without which all would go in plain text",
            name)
        .satisfies(e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE));
    assertThat(options("-X", setting, "-X", "security.protocol=PLAINTEXT").clientConfig(Map.of()))
        .containsEntry("security.protocol", "PLAINTEXT");
  }

  @Test
  void saysThatAUserIsMissing() {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> options("-X", "security.protocol=sasl_ssl").clientConfig(Map.of()))
        .withMessage(
            "security.protocol=sasl_ssl needs sasl.jaas.config, which says with which user and password");
  }

  @ParameterizedTest
  @CsvSource({
    "PlainLoginModule, PLAIN",
    "ScramLoginModule, SCRAM-SHA-512 or SCRAM-SHA-256",
    "OAuthBearerLoginModule, OAUTHBEARER"
  })
  void saysThatTheMechanismIsMissing(String module, String mechanism) {
    String[] given = {"-X", "security.protocol= SASL_SSL", "-X", "sasl.jaas.config=x." + module};
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> options(given).clientConfig(Map.of()))
        .withMessageContaining("%s needs sasl.mechanism=%s; without it", module, mechanism);
    String[] all = Arrays.copyOf(given, 6);
    all[4] = "-X";
    all[5] = "sasl.mechanism=X";
    assertThat(options(all).clientConfig(Map.of())).containsEntry("sasl.mechanism", "X");
  }

  @Test
  void takesTheNearestNameForAMisspeltOne() {
    assertThat(SettingNames.meant("ssl.keystore.tpe")).contains("ssl.keystore.type");
    assertThat(SettingNames.meant("max.block.m")).contains("max.block.ms");
  }

  @Test
  void theRegistrysSecurityIsItsOwn() {
    assertThat(options("-X", "schema.registry.ssl.truststore.location=/t").clientConfig(Map.of()))
        .doesNotContainKey("security.protocol");
  }

  @Test
  void namesWhatAMisspeltSettingIsCalled() {
    KafkaOptions options =
        options(
            "-X", "sasl.mechanisms=PLAIN",
            "-X", "ssl.trustore.location=/t",
            "-X", "metadata.broker.list=b:1",
            "-X", "basic.auth.userinfo=a:b",
            "-X", "producer.liger.ms=5",
            "-X", "linger.ms=5",
            "-X", "schema.registry.ssl.truststore.location=/t",
            "-X", "schema.registry.basic.auth.user.info=a:b",
            "-X", "my.interceptor.target=x");
    Map<String, String> doubts = new HashMap<>();
    options.doubts().forEach(doubt -> doubts.put(doubt.name(), doubt.meant().orElse("")));
    assertThat(doubts)
        .containsOnly(
            entry("sasl.mechanisms", "sasl.mechanism"),
            entry("ssl.trustore.location", "ssl.truststore.location"),
            entry("metadata.broker.list", "bootstrap.servers"),
            entry("basic.auth.userinfo", "basic.auth.user.info"),
            entry("producer.liger.ms", "linger.ms"),
            entry("my.interceptor.target", ""));
  }

  @Test
  void takesWhatSettingsReferToForAllThatReadThem() throws IOException {
    Path secrets = Files.writeString(directory.resolve("secrets.properties"), "who=me:viola-12\n");
    Files.writeString(directory.resolve("broker"), "b:4");
    Files.writeString(
        file,
        """
        config.providers=file,dir,env
        config.providers.file.class=org.apache.kafka.common.config.provider.FileConfigProvider
        config.providers.dir.class=org.apache.kafka.common.config.provider.DirectoryConfigProvider
        config.providers.env.class=org.apache.kafka.common.config.provider.EnvVarConfigProvider
        basic.auth.user.info=${file:%s:who}
        bootstrap.servers=${dir:%s:broker}
        client.id=in ${env:PATH}
        """
            .formatted(secrets, directory));
    KafkaOptions options = options("--command-config", file.toString());
    assertThat(options.bootstrapServers()).isEqualTo("b:4");
    assertThat(options.userConfig())
        .containsEntry("basic.auth.user.info", "me:viola-12")
        .containsEntry("client.id", "in " + System.getenv("PATH"))
        .doesNotContainKey("config.providers");
    assertThat(options.clientConfig(Map.of())).containsEntry("bootstrap.servers", "b:4");
    assertThat(Secrets.masked("with me:viola-12")).isEqualTo("with [hidden]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "config.providers=env | setting basic.auth.user.info refers to ${env:NO_SUCH_ONE}, which is not there",
        "a=b | setting basic.auth.user.info refers to ${env:NO_SUCH_ONE}, but config.providers names no 'env'"
      })
  void sendsNoReferenceAsItStands(String providers, String sentence) {
    String provider =
        "config.providers.env.class=org.apache.kafka.common.config.provider.EnvVarConfigProvider";
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(
            () ->
                options(
                        "-X", providers,
                        "-X", provider,
                        "-X", "basic.auth.user.info=${env:NO_SUCH_ONE}")
                    .userConfig())
        .withMessageStartingWith(sentence)
        .satisfies(e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE));
  }

  @Test
  void allowsTheAddressThatTokensComeFrom() throws ClassNotFoundException {
    Map<String, Object> unused =
        options(
                "-X", "security.protocol=SASL_SSL",
                "-X", "sasl.jaas.config=any.Module required;",
                "-X", "sasl.oauthbearer.token.endpoint.url=https://login.example/token")
            .clientConfig(Map.of());
    assertThat(System.getProperty("org.apache.kafka.sasl.oauthbearer.allowed.urls").split(","))
        .contains("https://login.example/token");
    // What Kafka's client checks a token with.
    assertThat(Class.forName("org.jose4j.keys.resolvers.VerificationKeyResolver")).isNotNull();
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
