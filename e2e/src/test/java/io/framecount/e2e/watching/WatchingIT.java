package io.framecount.e2e.watching;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framecount.e2e.Launcher;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A running loader and counter serve each metric and label that the dashboard and the alerts use.
 */
class WatchingIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern URL = Pattern.compile("metrics at (http://127\\.0\\.0\\.1:\\d+/)");

  private static final String TOPICS =
      "label_values({__name__=~\"framecount_frames_read_total|framecount_load_frames_total\"}, topic)";

  /** Labels that Prometheus adds. */
  private static final Set<String> OF_PROMETHEUS = Set.of("instance", "job");

  @TempDir Path directory;
  private final String topic = SharedPlatform.uniqueName("frames");
  private final List<Launcher.Started> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(process -> process.process().destroyForcibly());
  }

  @Test
  void theDashboardAndTheAlertsAskForWhatIsServed() throws IOException {
    Launcher.Started loader = start("loader", "--file", "-", "--register");
    OutputStream stdin = loader.process().getOutputStream();
    stdin.write("{\"uid\":\"anna\",\"ts\":1468244384}\nnot a frame\n".getBytes(UTF_8));
    stdin.flush();
    URI ofLoader = address(loader);
    String labels = "cluster=\"first\"";
    await(ofLoader, "framecount_load_frames_total{%s,topic=\"%s\"} 1.0".formatted(labels, topic));
    Scrape loaderSays = Scrape.of(ofLoader);
    assertThat(loaderSays.text())
        .contains("framecount_load_outage{%s,topic=\"%s\"} 0.0\n".formatted(labels, topic))
        .contains("framecount_load_content_bytes_total{%s,topic=\"%s\"} ".formatted(labels, topic))
        .contains(
            "framecount_load_rejected_total{%s,reason=\"bad-json\",topic=\"%s\"} 1.0\n"
                .formatted(labels, topic));
    assertThat(Scrape.get(ofLoader, "readyz").statusCode()).isEqualTo(200);
    assertThat(Scrape.get(ofLoader, "healthz").body()).isEqualTo("ok\n");

    URI ofCounter = address(start("counter"));
    await(
        ofCounter,
        "framecount_frames_counted_total{output=\"%s-counts\",topic=\"%s\"} 1.0"
            .formatted(topic, topic));
    await(
        ofCounter,
        "framecount_state_windows{output=\"%s-counts\",topic=\"%s\"} 1.0".formatted(topic, topic));

    Map<String, List<Map<String, String>>> served = new HashMap<>(loaderSays.series());
    Scrape.of(ofCounter)
        .series()
        .forEach((name, series) -> served.merge(name, series, WatchingIT::both));
    List<String> expressions = expressions();
    assertThat(expressions).hasSizeGreaterThan(30);
    assertThat(expressions).allSatisfy(expression -> requireServed(expression, served));
  }

  private static <T> List<T> both(List<T> one, List<T> other) {
    List<T> both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }

  private static void requireServed(
      String expression, Map<String, List<Map<String, String>>> served) {
    PromQl asked = PromQl.of(expression);
    assertThat(asked.matchers()).as(expression).isNotEmpty();
    asked
        .matchers()
        .forEach(
            (metric, matchers) ->
                assertThat(served.getOrDefault(metric, List.of()))
                    .as("%s of %s", metric, expression)
                    .anyMatch(labels -> fits(labels, matchers, asked.labels())));
  }

  private static boolean fits(
      Map<String, String> labels, Map<String, String> matchers, Set<String> groups) {
    return groups.stream()
            .allMatch(label -> OF_PROMETHEUS.contains(label) || labels.containsKey(label))
        && matchers.entrySet().stream()
            .allMatch(
                matcher ->
                    matcher.getValue() == null
                        ? labels.containsKey(matcher.getKey())
                        : matcher.getValue().equals(labels.get(matcher.getKey())));
  }

  private static List<String> expressions() throws IOException {
    Path deploy = Launcher.root().resolve("deploy");
    List<String> expressions = new ArrayList<>();
    JsonNode dashboard =
        new ObjectMapper().readTree(deploy.resolve("grafana/framecount.json").toFile());
    dashboard.findValuesAsText("expr").forEach(expressions::add);
    String alerts = Files.readString(deploy.resolve("prometheus/alerts.yml"));
    List<String> ofAlerts =
        alerts
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith("expr: "))
            .map(line -> line.substring("expr: ".length()))
            .toList();
    assertThat(ofAlerts).hasSize(alerts.split("- alert:").length - 1);
    expressions.addAll(ofAlerts);
    // The list of topics that the dashboard offers.
    assertThat(dashboard.at("/templating/list/1/query").asText()).isEqualTo(TOPICS);
    return expressions;
  }

  private Launcher.Started start(String name, String... more) {
    Launcher launcher = Launcher.onSharedPlatform(directory);
    List<String> args = new ArrayList<>(List.of(more));
    args.addAll(List.of("--topic", topic, "--metrics-port", "0"));
    Launcher.Started process = launcher.start(name, args.toArray(String[]::new));
    started.add(process);
    return process;
  }

  private static URI address(Launcher.Started process) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> !process.process().isAlive() || URL.matcher(process.stderr()).find());
    Matcher matcher = URL.matcher(process.stderr());
    assertThat(matcher.find()).as(process.stderr()).isTrue();
    return URI.create(matcher.group(1));
  }

  private static void await(URI base, String line) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(Scrape.of(base).text()).contains(line + "\n"));
  }
}
