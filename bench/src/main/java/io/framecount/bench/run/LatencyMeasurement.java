package io.framecount.bench.run;

import io.framecount.bench.report.LinesResult;
import io.framecount.bench.report.LinesResult.Axis;
import io.framecount.bench.report.LinesResult.Series;
import io.framecount.bench.report.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How soon a frame is counted: {@code bench/latency}, which starts a Kafka of its own. */
final class LatencyMeasurement implements Measurement {
  private static final Pattern ROW =
      Pattern.compile("([\\d,]+) frames/s \\| p50 (\\d+) ms \\| p99 (\\d+) ms \\| max (\\d+) ms");

  private static final String ABOUT =
      "From a frame's arrival at the broker until a reader of the output sees it counted, exactly"
          + " once, default settings, %d s at each rate: the first quarter is left out.";

  @Override
  public Section section() {
    return Section.LATENCY;
  }

  @Override
  public int seconds() {
    return 75;
  }

  @Override
  public void measure(Setting setting) throws Exception {
    int seconds = setting.quick() ? 4 : 12;
    Path rows = setting.bench().directory().resolve("latency.txt");
    String command = "bench/latency %d 1000 50000 300000 > %s".formatted(seconds, rows);
    setting.bench().run(List.of("bash", "-c", command));
    setting.write(
        "50-latency",
        new LinesResult(
            section().id(),
            "From the broker to the count",
            ABOUT.formatted(seconds),
            new Axis("frames a second", true),
            new Axis("ms", false),
            series(rows)));
  }

  static List<Series> series(Path rows) throws IOException {
    List<double[]> p50 = new ArrayList<>();
    List<double[]> p99 = new ArrayList<>();
    List<double[]> max = new ArrayList<>();
    Matcher row = ROW.matcher(Files.readString(rows));
    while (row.find()) {
      double rate = Double.parseDouble(row.group(1).replace(",", ""));
      p50.add(new double[] {rate, Double.parseDouble(row.group(2))});
      p99.add(new double[] {rate, Double.parseDouble(row.group(3))});
      max.add(new double[] {rate, Double.parseDouble(row.group(4))});
    }
    return List.of(new Series("max", max), new Series("p99", p99), new Series("p50", p50));
  }
}
