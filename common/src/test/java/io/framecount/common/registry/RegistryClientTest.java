package io.framecount.common.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryClientTest {
  private static final String LATEST = "GET /subjects/frames-value/versions/latest";
  private static final String FOUND =
      "{\"subject\":\"frames-value\",\"version\":3,\"id\":7,\"schema\":\"\\\"string\\\"\"}";
  private static final Schema STRING = Schema.create(Schema.Type.STRING);

  private FakeRegistry fake;

  @BeforeEach
  void start() throws IOException {
    fake = new FakeRegistry();
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void findsTheLatestVersion() {
    fake.answer(LATEST, 200, FOUND);
    assertThat(client().latest("frames-value"))
        .contains(new RegisteredSchema("frames-value", 3, 7, STRING));
    assertThat(client().latest("frames-value").orElseThrow())
        .hasToString("frames-value version 3 (id 7)");
  }

  @ParameterizedTest
  @ValueSource(ints = {40401, 40402, 40403})
  void takesOnlyTheRegistrysWordForNotFound(int errorCode) {
    fake.answer(LATEST, 404, error(errorCode, "not found"));
    assertThat(client().latest("frames-value")).isEmpty();
  }

  @Test
  void listsVersionsAndFindsEach() {
    fake.answer("GET /subjects/frames-value/versions", 200, "[2,3]");
    fake.answer("GET /subjects/frames-value/versions/2", 404, error(40402, "deleted just now"));
    fake.answer("GET /subjects/frames-value/versions/3", 200, FOUND);
    fake.answer("GET /subjects/other/versions", 404, error(40401, "not found"));
    assertThat(client().versionsOf("frames-value")).containsExactly(2, 3);
    assertThat(client().version("frames-value", 2)).isEmpty();
    assertThat(client().version("frames-value", 3))
        .contains(new RegisteredSchema("frames-value", 3, 7, STRING));
    assertThat(client().versionsOf("other")).isEmpty();
  }

  @Test
  void asksForEachIdOnce() {
    fake.answer("GET /schemas/ids/7", 200, "{\"schema\":\"\\\"string\\\"\"}");
    RegistryClient client = client();
    assertThat(client.byId(7)).isEqualTo(STRING);
    assertThat(client.byId(7)).isEqualTo(STRING);
    assertThat(fake.requests()).containsExactly("GET /schemas/ids/7");
  }

  @Test
  void encodesSubjects() {
    fake.answer("GET /subjects/a%2Fb%20c%C3%A9/versions/latest", 200, FOUND);
    assertThat(client().latest("a/b cé")).isPresent();
  }

  @Test
  void finishesAUrlThatEndsWithASlash() {
    fake.answer(LATEST, 200, FOUND);
    assertThat(client(fake.url() + "/").latest("frames-value")).isPresent();
  }

  @Test
  void findsThePathOfApicurioByItself() {
    fake.answer("GET /apis/ccompat/v7/subjects/frames-value/versions/latest", 200, FOUND);
    RegistryClient client = client();

    assertThat(client.latest("frames-value")).isPresent();
    assertThat(client.url()).isEqualTo(fake.url() + "/apis/ccompat/v7");
    assertThat(client.latest("frames-value")).isPresent();
    assertThat(fake.requests()).hasSize(3);
  }

  @Test
  void findsThatPathAlsoWhereTheSubjectIsMissing() {
    fake.answer(
        "GET /apis/ccompat/v7/subjects/frames-value/versions/latest", 404, error(40401, "none"));
    RegistryClient client = client();
    assertThat(client.latest("frames-value")).isEmpty();
    assertThat(client.url()).endsWith("/apis/ccompat/v7");
  }

  @Test
  void doesNotReplaceAPathThatWasGiven() {
    fake.answer("GET /apis/ccompat/v7/subjects/frames-value/versions/latest", 200, FOUND);
    assertFailure(
        () -> client(fake.url() + "/registry").latest("frames-value"),
        ExitCode.FAILED,
        "/registry does not answer as a schema registry (HTTP 404, text/html); is the URL right,"
            + " path included?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | text/html        | <html>Welcome</html>",
        "200 | application/json | ''",
        "404 | application/json | {\"status\":404,\"detail\":\"no such path\"}",
        "404 | application/json | {\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}",
        "302 | text/html        | moved",
        "200 | application/json | {\"hello\":\"world\"}",
        "200 | application/json | [1]"
      })
  void knowsWhatIsNoRegistry(int status, String type, String body) {
    fake.otherwise(status, type, body);
    assertFailure(
        () -> client().latest("frames-value"),
        ExitCode.FAILED,
        "does not answer as a schema registry");
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503, 504})
  void saysThatTheRegistryBehindAProxyIsAway(int status) {
    fake.otherwise(status, "text/html", "<html>later</html>");
    assertFailure(
        () -> client().latest("frames-value"),
        ExitCode.FAILED,
        "is not available now (HTTP " + status + "); try again in a while");
  }

  @ParameterizedTest
  @CsvSource({"401, 401", "403, 40301"})
  void saysThatAccessIsRefused(int status, int errorCode) {
    fake.answer(LATEST, status, error(errorCode, "User is denied"));
    assertFailure(
        () -> client().latest("frames-value"),
        ExitCode.FAILED,
        "refuses access (HTTP " + status + "); check its credentials (it says: User is denied)");
  }

  @Test
  void tellsTheRegistrysOwnTrouble() {
    fake.answer(LATEST, 500, error(50001, "Error in the backend data store"));
    assertFailure(
        () -> client().latest("frames-value"),
        ExitCode.FAILED,
        "answered with error 50001: Error in the backend data store");
  }

  @Test
  void saysThatAnIdIsUnknown() {
    fake.answer("GET /schemas/ids/9", 404, error(40403, "Schema 9 not found"));
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> client().byId(9))
        .withMessageContaining(fake.url())
        .satisfies(e -> assertThat(e.notFound()).isTrue())
        .satisfies(e -> assertThat(e.status()).isEqualTo(404))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(40403))
        .satisfies(e -> assertThat(e.answer()).isEqualTo("Schema 9 not found"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"syntax = \\\"proto3\\\";", "{\\\"type\\\":\\\"recrod\\\"}", ""})
  void saysThatASchemaIsNotAvro(String schema) {
    fake.answer("GET /schemas/ids/7", 200, "{\"schema\":\"" + schema + "\"}");
    assertFailure(
        () -> client().byId(7),
        ExitCode.SCHEMA,
        "the registry's schema id 7 is not an Avro schema");
  }

  @Test
  void takesNoAnswerWithoutEnd() {
    String much = " ".repeat(RegistryRequest.MOST_BYTES + 1) + "{}";
    fake.answer("GET /schemas/ids/7", 200, much);
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> client().byId(7))
        .withMessageContaining("its answer has more than 16 MiB");
  }

  @Test
  void saysThatNobodyListens() {
    fake.close();
    assertFailure(
        () -> client().latest("frames-value"),
        ExitCode.FAILED,
        "no schema registry at " + fake.url() + " (connection refused); start one, or name yours");
  }

  @Test
  void saysThatThereIsNoSuchHost() {
    RegistryClient client = new RegistryClient(RegistrySettings.of("http://registry.invalid:8081"));
    assertFailure(() -> client.byId(1), ExitCode.FAILED, "(there is no host of that name)");
  }

  @Test
  void waitsNoLongerThanItsPatience() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + silent.getLocalPort();
      RegistryClient client = new RegistryClient(RegistrySettings.of(url), Duration.ofSeconds(1));
      assertFailure(() -> client.byId(1), ExitCode.FAILED, "(no answer within 1 s)");
    }
  }

  /** Each byte that comes begins the socket's own limit anew. */
  @Test
  void waitsNoLongerThanItsPatienceForTheEndOfAnAnswer() throws IOException {
    try (ServerSocket slow = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> dribble(slow), "dribbling");
      thread.setDaemon(true);
      thread.start();
      String url = "http://127.0.0.1:" + slow.getLocalPort();
      RegistryClient client = new RegistryClient(RegistrySettings.of(url), Duration.ofSeconds(1));
      assertFailure(() -> client.byId(1), ExitCode.FAILED, "(no answer within 1 s)");
    }
  }

  private static void dribble(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        OutputStream out = socket.getOutputStream();
        out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(UTF_8));
        for (int i = 0; i < 50; i++) {
          out.write(' ');
          Thread.sleep(100);
        }
      } catch (IOException e) {
        // The client has hung up, or the test is over.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:8081", "localhost:8081", "http://a b", "", "http://"})
  void refusesWhatIsNoUrl(String url) {
    assertFailure(
        () -> client(url).byId(1),
        ExitCode.FAILED,
        "'" + url.replaceAll("/+$", "") + "' is not a registry URL");
  }

  private RegistryClient client() {
    return client(fake.url());
  }

  private static RegistryClient client(String url) {
    return new RegistryClient(RegistrySettings.of(url));
  }

  static String error(int code, String message) {
    return "{\"error_code\":%d,\"message\":\"%s\"}".formatted(code, message);
  }

  private static void assertFailure(Runnable call, ExitCode code, String part) {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(call::run)
        .withMessageContaining(part)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }
}
