package io.framecount.counter.ui.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framecount.common.cli.CommandFailure;
import io.framecount.counter.ui.follow.CountWatch;
import io.framecount.counter.ui.follow.CountsFollower;
import io.framecount.counter.ui.store.CountRow;
import io.framecount.counter.ui.store.CountStore;
import io.framecount.counter.window.WindowSize;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageServerTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final CountStore store = new CountStore();
  private final PageServer server = PageServer.start(0, source());

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'', text/html; charset=utf-8",
    "app.js, text/javascript; charset=utf-8",
    "page.css, text/css; charset=utf-8",
    "favicon.svg, image/svg+xml",
    "uPlot.iife.min.js, text/javascript; charset=utf-8",
    "api/count, application/json"
  })
  void guardsEverythingItServes(String path, String type) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo(type);
    assertThat(header(answer, "Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.headers().firstValue("Server")).isEmpty();
  }

  @Test
  void hasNothingInline() throws Exception {
    assertThat(get("").body())
        .doesNotContain("<style")
        .doesNotContain(" style=")
        .doesNotContainPattern("<script(?![^>]* src=\")")
        .doesNotContainPattern(" on[a-z]+=")
        .doesNotContain("//");
  }

  @Test
  void everyScriptThatIsImportedIsServed() throws Exception {
    for (String script : new String[] {"app.js", "chart.js", "table.js", "status.js", "view.js"}) {
      var imports =
          java.util.regex.Pattern.compile("from './([\\w.]+)'").matcher(get(script).body());
      while (imports.find()) {
        assertThat(get(imports.group(1)).statusCode()).as(imports.group()).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../page.css", "%2e%2e/secret", "page", "api", "api/", "PAGE.CSS"})
  void hasNothingElse(String path) throws Exception {
    assertThat(get(path).statusCode()).isIn(400, 404);
  }

  @ParameterizedTest
  @CsvSource({
    "evil.example, 421",
    "evil.example:80, 421",
    "127.0.0.1.evil.example, 421",
    "localhost.evil.example:1, 421",
    "localhost, 200",
    "LOCALHOST:8080, 200",
    "127.0.0.1:1, 200",
    "[::1]:9470, 200",
    "0.0.0.0, 421"
  })
  void answersOnlyToItsOwnNames(String host, int status) throws IOException {
    assertThat(raw("GET /api/count HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 " + status);
  }

  @ParameterizedTest
  @CsvSource({
    "evil.example, 421",
    "counts.lan.evil.example, 421",
    "0.0.0.0, 421",
    "10.1.2.3, 421",
    "page:9470, 421",
    "127.0.0.1:9470, 200",
    "localhost, 200",
    "counts.lan, 200",
    "COUNTS.lan:80, 200",
    "[fd00::1]:9470, 200"
  })
  void answersToNoOtherNamesWhereverItListens(String host, int status) throws IOException {
    PageAddress everywhere = new PageAddress("0.0.0.0", 0, Set.of("counts.lan", "[fd00::1]"));
    try (PageServer open = PageServer.start(everywhere, source())) {
      assertThat(open.url()).startsWith("http://127.0.0.1:");
      String request = "GET /api/count HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n";
      assertThat(raw(URI.create(open.url()), request.formatted(host)))
          .startsWith("HTTP/1.1 " + status);
    }
  }

  @Test
  void answersToTheAddressItListensAt() {
    assertThat(
            new AllowedHosts(new PageAddress("192.0.2.7", 0, Set.of())).include("192.0.2.7:9470"))
        .isTrue();
    assertThat(new AllowedHosts(new PageAddress("fd00::1", 0, Set.of())).include("[FD00::1]"))
        .isTrue();
  }

  @Test
  void canOnlyBeReadAndOnlyByItself() throws Exception {
    URI count = uri("api/count");
    assertThat(
            send(HttpRequest.newBuilder(count).POST(HttpRequest.BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(405);
    for (String site : new String[] {"cross-site", "same-site"}) {
      assertThat(send(HttpRequest.newBuilder(count).header("Sec-Fetch-Site", site)).statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void isNotAskedTwiceForWhatDidNotChange() throws Exception {
    put("", 0, 5);
    String path = "api/windows?window=minute";
    HttpResponse<String> first = get(path);
    String tag = header(first, "ETag");
    assertThat(ifNoneMatch(path, tag).statusCode()).isEqualTo(304);
    put("", 60_000, 7);
    HttpResponse<String> second = ifNoneMatch(path, tag);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(header(second, "ETag")).isNotEqualTo(tag);
    assertThat(second.body())
        .contains("\"t\":[0,60],\"d\":60,\"f\":[5,7],\"u\":[5,7],\"r\":[1,1],\"x\":[2,2]")
        .doesNotContain("\"lo\"", "\"l\"");
  }

  @Test
  void writesBoundsWholeAndNoneWhereThereIsNone() throws Exception {
    putEstimate(0, 3_000_000_000L, 2_500_000_000.0, 3_500_000_000.0);
    putEstimate(60_000, 99, 42.4, Double.POSITIVE_INFINITY);
    assertThat(get("api/windows?window=minute").body())
        .contains("\"u\":[3000000000,99],\"lo\":[2500000000,42],\"hi\":[3500000000,null]");
  }

  @Test
  void packsWhatIsLong() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      put("", i * 60_000L, i);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("api/windows?window=minute")).header("Accept-Encoding", "gzip");
    var answer = HTTP.send(request.build(), BodyHandlers.ofInputStream());
    assertThat(header(answer, "Content-Encoding")).isEqualTo("gzip");
    String body =
        new String(new GZIPInputStream(answer.body()).readAllBytes(), StandardCharsets.UTF_8);
    assertThat(body).isEqualTo(get("api/windows?window=minute").body());
  }

  @Test
  void answersForTheRangeAndGroupsThatAreAskedFor() throws Exception {
    put("web", 0, 5);
    put("phone", 60_000, 6);
    put("a/b & c", 60_000, 1);
    assertThat(get("api/windows?window=minute").body())
        .contains("\"group\":\"phone\"", "\"group\":\"web\"", "\"group\":\"a/b & c\"");
    assertThat(get("api/windows?window=minute&group=a%2Fb+%26+c&from=60").body())
        .contains("[{\"group\":\"a/b & c\",\"t\":[60]");
    assertThat(get("api/windows?window=minute&group=web&from=60").body()).contains("\"t\":[]");
    assertThat(get("api/windows?window=hour").body()).contains("\"series\":[]");
  }

  @Test
  void aGroupMayBeEmpty() throws Exception {
    put("", 0, 5);
    put("web", 0, 6);
    assertThat(get("api/windows?window=minute&group=").body())
        .contains("\"series\":[{\"group\":\"\",\"t\":[0],\"d\":60,\"f\":[5]")
        .doesNotContain("web");
    assertThat(get("api/windows?window=minute&group=web&group=").body())
        .contains("{\"group\":\"web\"", "{\"group\":\"\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "window=",
        "window=7m",
        "window=minute&from=x",
        "window=minute&from=99999999999999999999",
        "window=minute&stretches=0",
        "window=minute&stretches=1000000",
        "window=minute&group=1&group=2&group=3&group=4&group=5&group=6&group=7&group=8&group=9"
      })
  void refusesWhatMakesNoSense(String query) throws Exception {
    HttpResponse<String> answer = get("api/windows?" + query);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isNotBlank().doesNotContain("Exception");
  }

  @Test
  void refusesHugeRequests() throws IOException {
    String long40k = "x".repeat(40_000);
    assertThat(raw("GET /?" + long40k + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .matches("HTTP/1.1 4(14|31)");
  }

  @Test
  void tellsViewersWhatChanges() throws Exception {
    try (var events = events("minute")) {
      assertThat(next(events, "hello")).contains("\"version\":0");
      put("", 0, 5);
      put("", 60_000, 6);
      String rows = next(events, "rows");
      if (!rows.contains("\"f\":[5,6]")) {
        assertThat(rows).contains("\"f\":[5]");
        assertThat(next(events, "rows")).contains("\"f\":[6]");
      }
      for (int i = 0; i < 2_000; i++) {
        put("", i * 60_000L, 9);
      }
      assertThat(next(events, "again")).contains("\"version\":");
      assertThat(next(events, "status")).contains("\"lag\":12", "\"counters\":2");
    }
  }

  @Test
  void refusesEventsOfNoWindows() throws Exception {
    assertThat(get("api/events?window=fortnight").statusCode()).isEqualTo(400);
  }

  @Test
  void saysThatThePortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      assertThatExceptionOfType(CommandFailure.class)
          .isThrownBy(() -> PageServer.start(taken.getLocalPort(), source()))
          .withMessageContaining("127.0.0.1:" + taken.getLocalPort())
          .withMessageContaining("--ui-port");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"no.such.host.invalid", "192.0.2.1"})
  void saysThatTheAddressIsNotOfThisMachine(String host) {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> PageServer.start(new PageAddress(host, 0, Set.of()), source()))
        .withMessageContaining(host + ":0")
        .withMessageContaining("--ui-host");
  }

  private CountSource source() {
    var progress = new CountsFollower.Progress(1, true, 0, Optional.empty());
    var status =
        new CountWatch.GroupStatus(
            Optional.empty(), OptionalLong.of(12), OptionalLong.of(59), OptionalInt.of(2), true);
    return new CountSource("counts", store, () -> progress, () -> status, Optional.empty());
  }

  private void put(String group, long start, long frames) {
    var key = new CountRow.Key(WindowSize.MINUTE, group, start);
    store.put(new CountRow(key, start + 60_000, frames, frames, frames, frames, 1, true, false));
  }

  private void putEstimate(long start, long users, double lower, double upper) {
    var key = new CountRow.Key(WindowSize.MINUTE, "", start);
    store.put(new CountRow(key, start + 60_000, users, users, lower, upper, 1, false, false));
  }

  private URI uri(String path) {
    return URI.create(server.url() + path);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)));
  }

  private HttpResponse<String> ifNoneMatch(String path, String tag) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)).header("If-None-Match", tag));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  /** What this request is answered with, which Java's client would not send. */
  private String raw(String request) throws IOException {
    return raw(URI.create(server.url()), request);
  }

  private static String raw(URI at, String request) throws IOException {
    try (Socket socket = new Socket(at.getHost(), at.getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      byte[] head = socket.getInputStream().readNBytes(12);
      return new String(head, StandardCharsets.US_ASCII);
    }
  }

  private BufferedReader events(String window) throws Exception {
    var request = HttpRequest.newBuilder(uri("api/events?window=" + window)).build();
    var answer = HTTP.send(request, BodyHandlers.ofInputStream());
    assertThat(header(answer, "Content-Type")).isEqualTo("text/event-stream");
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  /** Data of the next event of this kind. */
  private static String next(BufferedReader events, String kind) throws IOException {
    String line = "";
    while (!line.equals("event: " + kind)) {
      line = events.readLine();
    }
    events.readLine();
    return events.readLine();
  }
}
