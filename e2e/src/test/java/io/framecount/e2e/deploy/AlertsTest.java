package io.framecount.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manual says what to do for each alert. */
class AlertsTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  static List<String> alerts() throws IOException {
    List<String> names =
        Stream.concat(
                alerts("deploy/prometheus/alerts.yml"), alerts("deploy/monitoring/alerts.yml"))
            .toList();
    assertThat(names).isNotEmpty();
    return names;
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void everyAlertHasAnAnswer(String alert) throws IOException {
    assertThat(Files.readString(ROOT.resolve("docs/operating.md"))).contains("| `" + alert + "`");
  }

  private static Stream<String> alerts(String file) throws IOException {
    JsonNode rules = new YAMLMapper().readTree(ROOT.resolve(file).toFile());
    return rules.findValuesAsText("alert").stream();
  }
}
