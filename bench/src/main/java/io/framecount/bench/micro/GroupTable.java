package io.framecount.bench.micro;

import io.framecount.bench.report.Result;
import io.framecount.bench.report.TableResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/** The results of a group as a table, with a row for each benchmark that was run. */
final class GroupTable {
  private final Group group;
  private final List<RunResult> results;

  GroupTable(Group group, Collection<RunResult> all) {
    this.group = group;
    String prefix = group.benchmark().getName() + ".";
    results = all.stream().filter(r -> r.getParams().getBenchmark().startsWith(prefix)).toList();
  }

  /** Returns the table; nothing if no benchmark of the group was run. */
  Optional<Result> figure() {
    List<List<String>> rows = new ArrayList<>();
    for (String parameter : parameters()) {
      for (Row row : group.rows()) {
        result(row.method(), parameter).map(r -> row(row, parameter, r)).ifPresent(rows::add);
      }
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(new TableResult("micro", group.title(), about(), columns(), rows));
  }

  private String about() {
    BenchmarkParams params = results.get(0).getParams();
    return ("%s Java %s, a JVM of its own for each row; %d iterations to warm up, then %d of %s, of"
            + " which the median is told, and ± is how far the farthest is from it.")
        .formatted(
            group.about(),
            params.getJdkVersion(),
            params.getWarmup().getCount(),
            params.getMeasurement().getCount(),
            params.getMeasurement().getTime());
  }

  private List<String> columns() {
    List<String> columns = new ArrayList<>(List.of("benchmark"));
    if (group.parameter() != null) {
      columns.add(group.parameter());
    }
    columns.addAll(List.of("ns/op", "±", "million/s"));
    if (group.bytes() != null) {
      columns.add("MB/s");
    }
    columns.add("times ours");
    return columns;
  }

  private List<String> row(Row row, String parameter, RunResult result) {
    Statistics nanos = result.getPrimaryResult().getStatistics();
    List<String> cells = new ArrayList<>(List.of(row.text()));
    if (group.parameter() != null) {
      cells.add("%,d".formatted(Long.parseLong(parameter)));
    }
    double median = median(result);
    cells.add(rounded(median));
    cells.add(rounded(Math.max(nanos.getMax() - median, median - nanos.getMin())));
    cells.add(rounded(1e3 / median));
    if (group.bytes() != null) {
      cells.add(rounded(1e3 * group.bytes().applyAsDouble(result) / median));
    }
    cells.add(result(row.ours(), parameter).map(ours -> rounded(median / median(ours))).orElse(""));
    return cells;
  }

  /** Returns the median, because one disturbed iteration must not decide. */
  private static double median(RunResult result) {
    return result.getPrimaryResult().getStatistics().getPercentile(50);
  }

  private List<String> parameters() {
    return group.parameter() == null
        ? List.of("")
        : results.stream().map(this::parameter).distinct().toList();
  }

  private String parameter(RunResult result) {
    return group.parameter() == null ? "" : result.getParams().getParam(group.parameter());
  }

  private Optional<RunResult> result(String method, String parameter) {
    Stream<RunResult> named =
        results.stream().filter(r -> r.getParams().getBenchmark().endsWith("." + method));
    return named.filter(r -> parameter(r).equals(parameter)).findFirst();
  }

  /** Returns a figure with three significant digits, and all before the point. */
  private static String rounded(double figure) {
    int decimals = figure >= 100 ? 0 : figure >= 10 ? 1 : figure >= 0.1 ? 2 : 4;
    return String.format(Locale.ROOT, "%,." + decimals + "f", figure);
  }
}
