package io.framecount.loader.check;

import io.framecount.common.cli.ExitCode;
import io.framecount.common.json.Json;
import io.framecount.loader.check.Observation.CheckStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that was looked at, in the order of the looks. */
public record CheckReport(List<Observation> observations) {
  private static final int VERDICT_WIDTH = 9;

  /** The worst of all. */
  CheckStatus verdict() {
    return observations.stream()
        .map(Observation::verdict)
        .filter(verdict -> verdict != CheckStatus.UNKNOWN)
        .max(CheckStatus::compareTo)
        .orElse(CheckStatus.OK);
  }

  /** Returns what the load would end with: the schema counts only if all else is well. */
  public ExitCode code() {
    List<ExitCode> codes =
        observations.stream()
            .filter(observation -> observation.verdict() == CheckStatus.FAILED)
            .map(Observation::code)
            .toList();
    if (codes.isEmpty()) {
      return ExitCode.OK;
    }
    return codes.stream().allMatch(code -> code == ExitCode.SCHEMA)
        ? ExitCode.SCHEMA
        : ExitCode.FAILED;
  }

  public String toText() {
    int width = observations.stream().mapToInt(seen -> seen.what().length()).max().orElse(0);
    String format = "%-" + VERDICT_WIDTH + "s%-" + (width + 2) + "s%s%n";
    StringBuilder text = new StringBuilder();
    for (Observation seen : observations) {
      text.append(format.formatted(seen.verdict(), seen.what(), seen.found()));
      if (seen.hint() != null) {
        text.append(format.formatted("", "", "→ " + seen.hint()));
      }
    }
    return text.append(outcome()).toString();
  }

  private String outcome() {
    long failed = count(CheckStatus.FAILED);
    String warnings = count(CheckStatus.WARNING, "warning");
    if (failed > 0) {
      return "a load would fail: %d failed, %s".formatted(failed, warnings);
    }
    return verdict() == CheckStatus.WARNING ? "a load would work; " + warnings : "all is well";
  }

  private String count(CheckStatus verdict, String name) {
    long count = count(verdict);
    return "%d %s%s".formatted(count, name, count == 1 ? "" : "s");
  }

  private long count(CheckStatus verdict) {
    return observations.stream().filter(seen -> seen.verdict() == verdict).count();
  }

  public String toJson() {
    Map<String, Object> all = new TreeMap<>();
    all.put("verdict", verdict().toString());
    all.put("checks", observations.stream().map(CheckReport::row).toList());
    return Json.text(Json.mapper(), all);
  }

  private static Map<String, String> row(Observation seen) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("what", seen.what());
    row.put("verdict", seen.verdict().toString());
    row.put("found", seen.found());
    if (seen.hint() != null) {
      row.put("hint", seen.hint());
    }
    return row;
  }
}
