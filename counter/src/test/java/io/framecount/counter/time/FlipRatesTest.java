package io.framecount.counter.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The manual's tables of what the rule does are what it does. */
class FlipRatesTest {
  private static final Path MANUAL = Path.of("..", "docs", "timestamps.md");
  private static final int SEEDS = 50;
  private static final int FRAMES = 100_000;

  private final FlipRates rates = new FlipRates();

  @Test
  void theManualSaysHowManyFlipsAreFound() throws IOException {
    Map<String, long[]> streams = TimeStreams.all(1, 20_000);
    List<String> rows = IntStream.range(0, Long.SIZE).mapToObj(bit -> row(streams, bit)).toList();
    assertThat(Files.readString(MANUAL))
        .contains(String.join(" | ", streams.keySet()), table(rows));
  }

  private String row(Map<String, long[]> streams, int bit) {
    return streams.values().stream()
        .map(times -> FlipRates.percent(rates.found(times, bit)))
        .collect(Collectors.joining(" | "));
  }

  /** Neighbouring bits that fare alike share a row. */
  private static String table(List<String> rows) {
    StringBuilder table = new StringBuilder();
    int first = 0;
    for (int next = 1; next <= rows.size(); next++) {
      if (next == rows.size() || !rows.get(next).equals(rows.get(first))) {
        String bits = next == first + 1 ? "" + first : first + "–" + (next - 1);
        table.append("| %s | %s |\n".formatted(bits, rows.get(first)));
        first = next;
      }
    }
    return table.toString();
  }

  @Test
  void theManualSaysHowManyCleanFramesAreSetAside() throws IOException {
    Map<String, Long> wrong = new LinkedHashMap<>();
    IntStream.range(0, SEEDS)
        .mapToObj(seed -> TimeStreams.all(seed, FRAMES))
        .forEach(
            streams ->
                streams.forEach(
                    (kind, times) -> wrong.merge(kind, rates.wronglyAside(times), Long::sum)));
    String row = wrong.values().stream().map(String::valueOf).collect(Collectors.joining(" | "));
    assertThat(Files.readString(MANUAL)).contains("| clean, of 5,000,000 | %s |".formatted(row));
  }
}
