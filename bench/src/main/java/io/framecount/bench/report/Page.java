package io.framecount.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The page {@code README.md} of the benchmarks, with its charts beside it. */
public final class Page {
  private final Path directory;
  private final Map<String, Result> results;
  private final StringBuilder text = new StringBuilder();

  private Page(Path directory, Map<String, Result> results) {
    this.directory = directory;
    this.results = results;
  }

  /**
   * Writes page and charts.
   *
   * @param directory directory of the page; files of the same names are replaced
   */
  public static void write(Path directory, Map<String, Result> results) throws IOException {
    Files.createDirectories(directory);
    new Page(directory, results).write();
  }

  private void write() throws IOException {
    head();
    for (Section section : Section.values()) {
      section(section);
    }
    Files.writeString(directory.resolve("README.md"), text.toString().stripTrailing() + "\n");
  }

  private void head() {
    paragraph("# How fast, beside what else there is");
    paragraph(
        "Written by `bench/run`, which measures all of this on one machine and takes about"
            + " forty minutes: nothing here was chosen or edited by hand, and what others do better is here,"
            + " too. The single results are in [`results`](results);"
            + " `bench/run --report DIR` makes this page of them again, `bench/run --only"
            + " load,count` measures a part, and `bench/run --quick` tries everything on a"
            + " twentieth of the data. Compare ratios, not seconds: broker and registry run on the"
            + " same cores.");
    if (results.get(Names.MACHINE) instanceof TableResult machine) {
      paragraph(ResultTable.of(machine));
    }
    if (results.get(Names.MEASURED) instanceof TableResult measured) {
      paragraph(details("What was measured when", ResultTable.of(measured)));
    }
    if (results.get(Names.VERSIONS) instanceof TableResult versions) {
      paragraph(details("Versions", ResultTable.of(versions)));
    }
    paragraph("## Aims");
    paragraph("Decided by the medians below.");
    paragraph(Aims.table(results));
  }

  private void section(Section section) throws IOException {
    boolean titled = false;
    for (Map.Entry<String, Result> named : results.entrySet()) {
      if (named.getValue().section().equals(section.id())) {
        if (!titled) {
          paragraph("## " + section.title());
          paragraph(section.intro());
          titled = true;
        }
        result(named.getKey(), named.getValue());
      }
    }
  }

  private void result(String name, Result result) throws IOException {
    paragraph("### " + result.title());
    paragraph(result.about());
    if (result instanceof ContestResult contest) {
      contest(name, contest);
    } else if (result instanceof LinesResult lines) {
      lines(name, lines);
    } else if (result instanceof TableResult table) {
      paragraph(ResultTable.of(table));
    }
  }

  private void contest(String name, ContestResult contest) throws IOException {
    if (contest.entries().stream().anyMatch(Entry::ran)) {
      BarChart chart = new BarChart(contest);
      chart(name, chart.draw(), chart.words());
    }
    ContestTables tables = new ContestTables(contest);
    paragraph(tables.summary());
    paragraph(tables.missing());
    paragraph(details("Commands", tables.settings()));
    paragraph(details("All runs", tables.runs()));
  }

  private void lines(String name, LinesResult lines) throws IOException {
    LineChart chart = new LineChart(lines);
    chart(name, chart.draw(), chart.words());
    if (lines.section().equals(Section.GROWTH.id())) {
      for (LinesResult.Series series : lines.series()) {
        if (series.points().size() > 1) {
          text.append("- ").append(Growth.of(series).sentence(lines.y().label())).append('\n');
        }
      }
      text.append('\n');
    }
    paragraph(details("Figures", ResultTable.of(lines)));
  }

  private void chart(String name, String drawing, String words) throws IOException {
    Files.writeString(directory.resolve(name + ".svg"), drawing);
    paragraph("![%s](%s.svg)".formatted(words.replaceAll("[\\[\\]]", ""), name));
  }

  private void paragraph(String markdown) {
    if (markdown != null && !markdown.isBlank()) {
      text.append(markdown.strip()).append("\n\n");
    }
  }

  private static String details(String summary, String markdown) {
    return "<details><summary>%s</summary>%n%n%s%n%n</details>"
        .formatted(summary, markdown.strip());
  }
}
