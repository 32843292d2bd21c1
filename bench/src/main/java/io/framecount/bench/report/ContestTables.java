package io.framecount.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tables of a contest, in Markdown. */
public final class ContestTables {
  private final ContestResult contest;
  private final Optional<Entry> baseline;

  public ContestTables(ContestResult contest) {
    this.contest = contest;
    baseline = Optional.ofNullable(contest.baseline()).flatMap(contest::ran);
  }

  /** Returns a table with a row for each entry that ran. */
  public String summary() {
    List<String> columns =
        new ArrayList<>(List.of("", "wall s (min, median, max)", "CPU s", "peak MB"));
    if (contest.baseline() != null) {
      columns.add(contest.unit() + "/s");
      columns.add("times " + contest.baseline());
    }
    columns.add("proof");
    return ResultTable.of(
        columns, contest.entries().stream().filter(Entry::ran).map(this::row).toList());
  }

  /** Returns the entries that did not run, with reasons; empty if all did. */
  String missing() {
    return contest.entries().stream()
        .filter(entry -> !entry.ran())
        .map(entry -> "- %s: not run, because %s".formatted(entry.name(), entry.missing()))
        .collect(Collectors.joining("\n"));
  }

  String settings() {
    return contest.entries().stream()
        .filter(entry -> entry.settings() != null)
        .map(entry -> "- %s: `%s`".formatted(entry.name(), entry.settings()))
        .collect(Collectors.joining("\n"));
  }

  String runs() {
    List<List<String>> rows = new ArrayList<>();
    for (Entry entry : contest.entries()) {
      for (int i = 0; i < entry.runs().size(); i++) {
        SingleRun run = entry.runs().get(i);
        rows.add(
            List.of(
                entry.name(),
                Integer.toString(i + 1),
                fixed("%.2f", run.wall()),
                fixed("%.2f", run.cpu()),
                fixed("%.0f", run.megabytes())));
      }
    }
    return ResultTable.of(List.of("", "round", "wall s", "CPU s", "peak MB"), rows);
  }

  private List<String> row(Entry entry) {
    List<String> cells = new ArrayList<>();
    cells.add(entry.ours() ? "**" + entry.name() + "**" : entry.name());
    cells.add(spread(entry.wall()));
    cells.add(fixed("%.1f", entry.spread(SingleRun::cpu).median()));
    cells.add(fixed("%,.0f", entry.spread(SingleRun::megabytes).max()));
    if (contest.baseline() != null) {
      cells.add(fixed("%,.0f", contest.amount() / entry.wall().median()));
      cells.add(baseline.map(base -> times(entry, base)).orElse(""));
    }
    cells.add(entry.right() ? entry.proof() : "**wrong**: " + entry.proof());
    return cells;
  }

  private static String times(Entry entry, Entry base) {
    return entry.name().equals(base.name()) ? "1" : spread(entry.timesAsFastAs(base));
  }

  /** Returns a spread, or one figure if all are the same. */
  private static String spread(Spread spread) {
    String median = "**" + fixed("%.2f", spread.median()) + "**";
    return spread.min() == spread.max()
        ? median
        : fixed("%.2f", spread.min()) + ", " + median + ", " + fixed("%.2f", spread.max());
  }

  private static String fixed(String format, double figure) {
    return String.format(Locale.ROOT, format, figure);
  }
}
