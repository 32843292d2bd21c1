package io.framecount.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {
  private static final TableResult TABLE =
      new TableResult(
          "micro",
          "A hash",
          "of *bytes*",
          List.of("benchmark", "ns/op"),
          List.of(List.of("ours", "4.30"), List.of("another", "12.0")));

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @TempDir Path directory;

  @Test
  void printsTablesAligned() throws IOException {
    figures(Optional.empty()).add("70-hash", TABLE);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines(
            """
            A hash
            benchmark  ns/op
            ours        4.30
            another     12.0

            """);
  }

  @Test
  void keepsATableInItsFile() throws IOException {
    assertThat(kept(TABLE))
        .isEqualTo(
            json(
                """
                {"kind": "table", "section": "micro", "title": "A hash", "about": "of *bytes*",
                 "columns": ["benchmark", "ns/op"], "rows": [["ours", "4.30"], ["another", "12.0"]]}
                """));
  }

  @Test
  void keepsLinesInTheirFile() throws IOException {
    Result lines =
        new LinesResult(
            "accuracy",
            "Error",
            "",
            new LinesResult.Axis("users", true),
            new LinesResult.Axis("error, %", false),
            List.of(
                new LinesResult.Series(
                    "theta",
                    List.of(new double[] {10.0, 0.5}),
                    null,
                    List.of(new double[] {10.0, 0.7}))));
    assertThat(kept(lines))
        .isEqualTo(
            json(
                """
                {"kind": "lines", "section": "accuracy", "title": "Error", "about": "",
                 "x": {"label": "users", "log": true}, "y": {"label": "error, %", "log": false},
                 "series": [{"name": "theta", "points": [[10.0, 0.5]], "low": null, "high": [[10.0, 0.7]]}]}
                """));
    assertThat(out.size()).isZero();
  }

  private JsonNode kept(Result figure) throws IOException {
    Path results = directory.resolve("results");
    figures(Optional.of(results)).add("70-hash", figure);
    return json(Files.readString(results.resolve("70-hash.json")));
  }

  private Figures figures(Optional<Path> files) {
    return new Figures(files, new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
