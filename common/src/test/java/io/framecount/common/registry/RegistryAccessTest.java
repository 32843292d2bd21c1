package io.framecount.common.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.Secrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials, TLS and several addresses. */
class RegistryAccessTest {
  private static final String LATEST = "GET /subjects/s/versions/latest";
  private static final String FOUND =
      "{\"subject\":\"s\",\"version\":3,\"id\":7,\"schema\":\"\\\"string\\\"\"}";

  @TempDir private Path directory;
  private FakeRegistry fake;

  @BeforeEach
  void start() throws IOException {
    fake = new FakeRegistry().answer(LATEST, 200, FOUND);
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void sendsUserInfoAsBasicAuthentication() {
    ask(Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "ann:pass"));
    assertThat(fake.authorization()).isEqualTo(basic("ann:pass"));
    ask(Map.of("schema.registry.basic.auth.user.info", "ben:word"));
    assertThat(fake.authorization()).isEqualTo(basic("ben:word"));
  }

  @Test
  void sendsABearerToken() {
    ask(
        Map.of(
            "bearer.auth.credentials.source", "STATIC_TOKEN",
            "bearer.auth.token", "ey.secret.token"));
    assertThat(fake.authorization()).isEqualTo("Bearer ey.secret.token");
    assertThat(Secrets.masked("refused ey.secret.token")).isEqualTo("refused [hidden]");
  }

  @Test
  void credentialsInTheAddressWin() {
    RegistrySettings settings =
        RegistrySettings.of(
            fake.url().replace("//", "//carl:0000@"), Map.of("basic.auth.user.info", "ann:pass"));
    assertThat(new RegistryClient(settings).latest("s")).isPresent();
    assertThat(fake.authorization()).isEqualTo(basic("carl:0000"));
  }

  @Test
  void inheritsUserAndPasswordOfKafka() {
    Map<String, String> config =
        Map.of(
            "basic.auth.credentials.source",
            "SASL_INHERIT",
            "sasl.jaas.config",
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"ann\" password=\"to \\\"quote\\\"\";");
    RegistrySettings settings = RegistrySettings.of(fake.url(), config);
    assertThat(new RegistryClient(settings).latest("s")).isPresent();
    assertThat(fake.authorization()).isEqualTo(basic("ann:to \"quote\""));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    refused(Map.of("basic.auth.credentials.source", "VAULT"))
        .withMessage(
            "basic.auth.credentials.source=VAULT is not known here; use USER_INFO, SASL_INHERIT or URL");
    refused(Map.of("basic.auth.credentials.source", "SASL_INHERIT"))
        .withMessageStartingWith(
            "basic.auth.credentials.source=SASL_INHERIT needs a user and a password in sasl.jaas.config");
    refused(Map.of("bearer.auth.credentials.source", "STATIC_TOKEN"))
        .withMessage("bearer.auth.credentials.source=STATIC_TOKEN needs bearer.auth.token");
    refused(Map.of("bearer.auth.token", "t", "basic.auth.user.info", "a:b"))
        .withMessageContaining("it takes one of them");
    refused(Map.of("schema.registry.ssl.truststore.location", "/no/such.jks"))
        .withMessageContaining("/no/such.jks");
    refused(Map.of("schema.registry.ssl.endpoint.identification.algorithm", ""))
        .withMessageContaining("is always checked");
  }

  @Test
  void trustsACertificateOnlyIfItIsTold() throws Exception {
    Certificates certificates = Certificates.in(directory);
    try (FakeRegistry secure = FakeRegistry.secure(certificates.serverContext(), false)) {
      secure.answer(LATEST, 200, FOUND);
      assertThat(client(secure.url(), certificates.trust()).latest("s")).isPresent();
      assertThatExceptionOfType(CommandFailure.class)
          .isThrownBy(() -> client(secure.url(), Map.of()).latest("s"))
          .withMessageContaining("TLS")
          .withMessageContaining(
              "is not trusted here: give the one it is signed with as schema.registry.ssl.truststore.location");
    }
  }

  @Test
  void saysThatTheRegistryIsCalledOtherwiseInItsCertificate() throws Exception {
    Certificates certificates = Certificates.in(directory);
    try (FakeRegistry secure = FakeRegistry.secure(certificates.serverContext(), false)) {
      String url = secure.url().replace("127.0.0.1", "localhost");
      assertThatExceptionOfType(CommandFailure.class)
          .isThrownBy(() -> client(url, certificates.trust()).latest("s"))
          .withMessageContaining("its certificate is for another host");
    }
  }

  @Test
  void saysThatTheRegistryMaySpeakNoTls() throws IOException {
    try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> answerInPlainText(plain), "plain");
      thread.setDaemon(true);
      thread.start();
      String url = "https://127.0.0.1:" + plain.getLocalPort();
      assertThatExceptionOfType(CommandFailure.class)
          .isThrownBy(() -> client(url, Map.of()).latest("s"))
          .withMessageContaining("does it speak TLS? If not, begin its URL with http://");
    }
  }

  private static void answerInPlainText(ServerSocket server) {
    try (Socket socket = server.accept()) {
      int unused = socket.getInputStream().read();
      socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
      unused = socket.getInputStream().readAllBytes().length;
    } catch (IOException e) {
      // The client has hung up, or the test is over.
    }
  }

  @Test
  void leavesOutTheBlanksThatNobodySeesInAFile() {
    ask(Map.of("basic.auth.credentials.source", "USER_INFO ", "basic.auth.user.info", " ann:pw\t"));
    assertThat(fake.authorization()).isEqualTo(basic("ann:pw"));
  }

  @Test
  void showsItsOwnCertificateWhereThatIsAskedFor() throws Exception {
    Certificates certificates = Certificates.in(directory);
    try (FakeRegistry secure = FakeRegistry.secure(certificates.serverContext(), true)) {
      secure.answer(LATEST, 200, FOUND);
      assertThat(client(secure.url(), certificates.trustAndKey()).latest("s")).isPresent();
      assertThatExceptionOfType(CommandFailure.class)
          .isThrownBy(() -> client(secure.url(), certificates.trust()).latest("s"));
    }
  }

  @Test
  void goesToTheNextAddressAndStaysThere() throws IOException {
    String gone;
    try (FakeRegistry closed = new FakeRegistry()) {
      gone = closed.url();
    }
    RegistryClient client = client(gone + "," + fake.url(), Map.of());
    assertThat(client.latest("s")).isPresent();
    assertThat(client.url()).isEqualTo(fake.url());

    try (FakeRegistry broken = new FakeRegistry().otherwise(503, "text/plain", "later")) {
      RegistryClient other = client(broken.url() + " , " + fake.url(), Map.of());
      assertThat(other.latest("s")).isPresent();
      assertThat(other.latest("s")).isPresent();
      assertThat(broken.requests()).hasSize(1);
    }
  }

  @Test
  void asksAgainWhereItMayBeDifferentInAMoment() throws IOException {
    try (FakeRegistry starting = new FakeRegistry().otherwise(503, "text/plain", "starting")) {
      starting.when(
          LATEST,
          () -> {
            if (starting.requests().size() == 2) {
              starting.answer(LATEST, 200, FOUND);
            }
          });
      assertThat(client(starting.url(), Map.of()).latest("s")).isPresent();
      assertThat(starting.requests()).hasSize(2);
    }
  }

  private void ask(Map<String, String> config) {
    assertThat(client(fake.url(), config).latest("s")).isPresent();
  }

  private static RegistryClient client(String urls, Map<String, String> config) {
    return new RegistryClient(RegistrySettings.of(urls, config));
  }

  private static ThrowableAssertAlternative<CommandFailure> refused(Map<String, String> config) {
    return assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> RegistrySettings.of("http://127.0.0.1", config))
        .matches(failure -> failure.code() == ExitCode.USAGE);
  }

  private static String basic(String credentials) {
    return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
  }
}
