package io.framecount.bench.run;

import io.framecount.bench.contest.Workbench;
import io.framecount.bench.report.Names;
import io.framecount.bench.report.Page;
import io.framecount.bench.report.ResultFiles;
import io.framecount.bench.report.Section;
import io.framecount.bench.report.TableResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Measures everything, one section after the other, and writes the page after each. */
public final class BenchRun {
  private static final List<Measurement> ALL =
      List.of(
          new LoadMeasurement(),
          new CountMeasurement(),
          new EndToEndMeasurement(),
          new GrowthMeasurement(),
          new LatencyMeasurement(),
          new StartMeasurement(),
          new ToolMeasurement(Section.ACCURACY, "bench/accuracy", 120),
          new ToolMeasurement(Section.MICRO, "bench/micro", 240));

  private static final int QUICKER = 8;

  private final Setting setting;
  private final Path out;
  private boolean failed;

  private BenchRun(Setting setting, Path out) {
    this.setting = setting;
    this.out = out;
  }

  /**
   * Arguments: directory of the page, then {@code report} and a directory of results; or {@code
   * full} or {@code quick}, sections separated by commas (or {@code all}), bootstrap servers,
   * registry URL, a directory for a while, and one for streams that are kept.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Locale.setDefault(Locale.ROOT);
    Path out = Path.of(args[0]);
    if (args[1].equals("report")) {
      Page.write(out, ResultFiles.read(Path.of(args[2])));
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(BenchRun::endChildren));
    boolean quick = args[1].equals("quick");
    Workbench bench = new Workbench(args[3], args[4], Path.of(args[5]));
    Path kept = Files.createDirectories(Path.of(args[6]));
    Path results = Files.createDirectories(out.resolve("benchmarks/results"));
    Setting setting = new Setting(bench, new Streams(bench, kept), quick, results);
    BenchRun run = new BenchRun(setting, out);
    run.measure(args[2].equals("all") ? ALL : chosen(List.of(args[2].split(",", -1))));
    System.exit(run.failed ? 1 : 0);
  }

  private static List<Measurement> chosen(List<String> sections) {
    return ALL.stream().filter(each -> sections.contains(each.section().id())).toList();
  }

  private void measure(List<Measurement> chosen) throws IOException, InterruptedException {
    setting.write(Names.MACHINE, Machine.describe(setting.quick()));
    setting.write(Names.VERSIONS, Versions.describe());
    for (int i = 0; i < chosen.size(); i++) {
      int seconds = chosen.subList(i, chosen.size()).stream().mapToInt(Measurement::seconds).sum();
      say(chosen.get(i), i + 1, chosen.size(), setting.quick() ? seconds / QUICKER : seconds);
      measure(chosen.get(i));
      Page.write(out, ResultFiles.read(setting.results()));
    }
    System.err.println("written: " + out.resolve("benchmarks.md"));
  }

  /** One that fails as a whole is told of on the page, and the others go on. */
  private void measure(Measurement measurement) throws IOException, InterruptedException {
    String section = measurement.section().id();
    String note = "99-%s-failed".formatted(section);
    Files.deleteIfExists(setting.results().resolve(note + ".json"));
    try {
      measurement.measure(setting);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      failed = true;
      System.err.println("  failed: " + e);
      String about = "A part of this section was not measured, because: `%s`".formatted(brief(e));
      setting.write(
          note, new TableResult(section, "Not measured", about, List.of(), List.of()));
    }
  }

  private static String brief(Exception e) {
    String text = String.valueOf(e.getMessage()).replaceAll("[`\\s]+", " ");
    return text.length() > 400 ? text.substring(0, 400) + " …" : text;
  }

  private static void say(Measurement next, int number, int of, int seconds) {
    System.err.printf(
        "%s [%d of %d] %s; about %d min left%n",
        LocalTime.now().truncatedTo(ChronoUnit.SECONDS),
        number,
        of,
        next.section().id(),
        (seconds + 59) / 60);
  }

  /** Also those of a shell, such as kcat; the loader and the counter end by SIGTERM. */
  private static void endChildren() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
  }
}
