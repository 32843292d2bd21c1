package io.framecount.counter.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.RegistryOptions;
import io.framecount.counter.frame.field.BadRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RetryingSchemasTest {
  private static final String FAILURE = "{\"error_code\":50001,\"message\":\"the store is away\"}";
  private static final String UNKNOWN = "{\"error_code\":40403,\"message\":\"no such schema\"}";
  private static final String FOUND = "{\"schema\":\"\\\"string\\\"\"}";

  private final List<String> said = new ArrayList<>();
  private final ArrayDeque<Answer> answers = new ArrayDeque<>();
  private HttpServer server;

  /** What the registry says next. */
  private record Answer(int status, String body) {}

  @BeforeEach
  void startRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stopRegistry() {
    server.stop(0);
  }

  @Test
  void waitsForARegistryThatIsDownAndSaysSoOnce() {
    // The client itself asks three times.
    for (int i = 0; i < 4; i++) {
      answers.add(new Answer(500, FAILURE));
    }
    answers.add(new Answer(200, FOUND));
    assertThat(schemas(Duration.ofMinutes(1), false).byId(7).getType())
        .isEqualTo(Schema.Type.STRING);
    assertThat(said).hasSize(1);
    assertThat(said.get(0))
        .startsWith("waiting for the schema registry: ")
        .endsWith("the store is away");
  }

  @Test
  void anUnknownIdIsNoReasonToWait() {
    answers.add(new Answer(404, UNKNOWN));
    assertThatThrownBy(() -> schemas(Duration.ofMinutes(1), false).byId(7))
        .isInstanceOf(BadRecord.class)
        .hasMessage("unknown schema id 7");
    assertThat(said).isEmpty();
  }

  @Test
  void refusedAccessIsNoReasonToWait() {
    answers.add(new Answer(403, "{\"error_code\":40301,\"message\":\"not you\"}"));
    assertThatThrownBy(() -> schemas(Duration.ofMinutes(1), false).byId(7))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("refuses access (HTTP 403)");
    assertThat(said).isEmpty();
  }

  @Test
  void givesUpWhenItsTimeIsOverButNeverTheRecord() {
    answers.add(new Answer(500, FAILURE));
    assertThatThrownBy(() -> schemas(Duration.ZERO, false).byId(7))
        .isInstanceOf(RegistryAway.class);
  }

  @Test
  void endsAtOnceWhenAskedTo() {
    answers.add(new Answer(500, FAILURE));
    assertThatThrownBy(() -> schemas(Duration.ofMinutes(1), true).byId(7))
        .isInstanceOf(RegistryAway.class);
  }

  @Test
  void aRegistryThatIsGoneIsWaitedForToo() {
    server.stop(0);
    assertThatThrownBy(() -> schemas(Duration.ofMillis(10), false).byId(7))
        .isInstanceOf(RegistryAway.class)
        .hasMessageContaining("no schema registry at");
    assertThat(said).hasSizeLessThanOrEqualTo(1);
  }

  private RetryingSchemas schemas(Duration patience, boolean stopping) {
    RegistryOptions options = new RegistryOptions();
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/api";
    CommandLine.populateCommand(options, "--schema-registry", url);
    RegistryClient client = options.connect(new KafkaOptions());
    return new RetryingSchemas(
        client, "frames", new RegistryRetry(patience, () -> stopping, said::add));
  }

  private void answer(HttpExchange exchange) throws IOException {
    Answer answer = answers.size() > 1 ? answers.remove() : answers.element();
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
