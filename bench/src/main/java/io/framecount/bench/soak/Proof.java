package io.framecount.bench.soak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the counts with the oracle: all windows, frames and users, and the totals. */
final class Proof {
  private static final int SHOWN = 10;

  private final Oracle oracle;
  private final Fleet fleet;
  private final String topic;

  Proof(Oracle oracle, Fleet fleet, String topic) {
    this.oracle = oracle;
    this.fleet = fleet;
    this.topic = topic;
  }

  /**
   * Counts the rest together with the running counters, then stops these.
   *
   * @param count the settings of the count
   * @throws SoakFailure if anything differs
   */
  void requireExact(List<String> count) throws InterruptedException {
    List<String> untilEnd = new ArrayList<>(count);
    untilEnd.addAll(List.of("--until-end", "--format", "tsv"));
    // 3 says that this last one has set frames aside itself.
    requireRows(finish("until-end", untilEnd, List.of(0, 3)));
    fleet.requireRunning();
    fleet.stopAll();
    requireBooks(
        finish("verify", List.of("verify", "--topic", topic, "--format", "json"), List.of(0)));
    requireRows(finish("show", List.of("show", "--topic", topic, "--format", "tsv"), List.of(0)));
  }

  private String finish(String name, List<String> args, List<Integer> codes)
      throws InterruptedException {
    CounterProcess command = fleet.start(name, args);
    int code = command.exitCode();
    if (!codes.contains(code)) {
      throw new SoakFailure(
          "counter %s ended with code %d; it said:%n%s".formatted(name, code, command.stderr()));
    }
    return command.stdout();
  }

  private void requireRows(String tsv) {
    Set<String> counted = tsv.lines().skip(1).collect(Collectors.toSet());
    Set<String> expected = oracle.rows();
    if (!counted.equals(expected)) {
      throw new SoakFailure(
          "windows differ.%nExpected, and not counted:%n%s%nCounted, and not expected:%n%s"
              .formatted(difference(expected, counted), difference(counted, expected)));
    }
  }

  private static String difference(Set<String> these, Set<String> others) {
    return these.stream()
        .filter(row -> !others.contains(row))
        .sorted()
        .limit(SHOWN)
        .collect(Collectors.joining("\n"));
  }

  private void requireBooks(String json) {
    try {
      JsonNode books = new ObjectMapper().readTree(json);
      boolean right =
          books.get("holds").asBoolean()
              && books.get("counted").asLong() == oracle.frames()
              && books.get("set_aside").asLong() == oracle.unreadable();
      if (!right) {
        throw new SoakFailure(
            "the books are wrong: %,d frames and %,d unreadable records were sent, and counter verify says %s"
                .formatted(oracle.frames(), oracle.unreadable(), json));
      }
    } catch (JsonProcessingException e) {
      throw new SoakFailure("counter verify printed no JSON: " + json);
    }
  }
}
