package io.framecount.common.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framecount.common.cli.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsServerTest {
  private static final MetricsAddress FREE = new MetricsAddress("127.0.0.1", 0);

  private final Patient patient = new Patient();
  private final MetricsServer server = MetricsServer.start(FREE, patient);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void servesWhatIsRegistered() throws IOException, InterruptedException {
    server.registry().counter("framecount.tests", "kind", "unit").increment(3);
    HttpResponse<String> answer = get("/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
    assertThat(answer.body())
        .contains("\nframecount_tests_total{kind=\"unit\"} 3.0\n")
        .contains("\njvm_memory_used_bytes{")
        .contains("\nprocess_uptime_seconds ");
  }

  @Test
  void tellsTheTruth() throws IOException, InterruptedException {
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    assertThat(get("/readyz").body()).isEqualTo("ok\n");
    patient.illness = "merging stopped";
    patient.waiting = "no partitions";
    assertThat(get("/healthz").statusCode()).isEqualTo(503);
    assertThat(get("/healthz").body()).isEqualTo("merging stopped\n");
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    assertThat(get("/readyz").body()).isEqualTo("no partitions\n");
  }

  @Test
  void doesNotLetOneWhoNeverEndsItsQuestionKeepTheOthersWaiting() throws Exception {
    int port = URI.create(server.url()).getPort();
    try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), port)) {
      slow.getOutputStream().write("GET /metr".getBytes(StandardCharsets.US_ASCII));
      slow.getOutputStream().flush();
      assertThat(get("/healthz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void isNotToBeReachedFromElsewhere() {
    int port = URI.create(server.url()).getPort();
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> new Socket(otherAddress(), port).close());
  }

  /** Also this machine, but not where it listens. */
  private static InetAddress otherAddress() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
  }

  @Test
  void hasNothingElse() throws IOException, InterruptedException {
    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(get("/metrics/more").statusCode()).isEqualTo(404);
  }

  @Test
  void saysWhatIsWrongWithAnAddress() {
    int taken = URI.create(server.url()).getPort();
    assertRefused(new MetricsAddress("127.0.0.1", taken), "in use");
    assertRefused(new MetricsAddress("127.0.0.1", 70_000), "out of range");
    assertRefused(new MetricsAddress("no.such.host.invalid", 0), "Unresolved");
  }

  private static void assertRefused(MetricsAddress address, String reason) {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> MetricsServer.start(address, new Patient()))
        .withMessageStartingWith("cannot serve metrics at " + address.host())
        .withMessageContaining(reason)
        .withMessageContaining("--metrics-port");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create(server.url()).resolve(path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static final class Patient implements Health {
    private volatile String illness;
    private volatile String waiting;

    @Override
    public Optional<String> illness() {
      return Optional.ofNullable(illness);
    }

    @Override
    public Optional<String> waiting() {
      return Optional.ofNullable(waiting);
    }
  }
}
