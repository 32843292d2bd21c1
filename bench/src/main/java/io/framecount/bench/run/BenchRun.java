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
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

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
          new ToolMeasurement(Section.MICRO, "bench/micro", 360));

  private static final int QUICKER = 8;

  /** Whether the run is being ended, so that failures mean nothing. */
  private static volatile boolean ending;

  private final Setting setting;
  private final Path out;
  private final String commit = Machine.commit();
  private boolean failed;

  private BenchRun(Setting setting, Path out) {
    this.setting = setting;
    this.out = out;
  }

  /**
   * Arguments: directory of the page, then {@code report} and a directory of results; or {@code
   * full} or {@code quick}, sections separated by commas (or {@code all}), bootstrap servers,
   * registry URL, a temporary directory, and one for streams that are kept.
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
    Path results = Files.createDirectories(out.resolve("results"));
    Setting setting = new Setting(bench, new Streams(bench, kept), quick, results);
    BenchRun run = new BenchRun(setting, out);
    run.measure(chosen(quick, args[2]));
    System.exit(run.failed ? 1 : 0);
  }

  /**
   * Returns the chosen measurements. Separate tools have no quick mode, so "all" leaves them out
   * there.
   */
  private static List<Measurement> chosen(boolean quick, String sections) {
    if (sections.equals("all")) {
      return ALL.stream().filter(each -> !quick || !(each instanceof ToolMeasurement)).toList();
    }
    List<String> names = List.of(sections.split(",", -1));
    return ALL.stream().filter(each -> names.contains(each.section().id())).toList();
  }

  private void measure(List<Measurement> chosen) throws IOException, InterruptedException {
    setting.write(Names.MACHINE, Machine.describe(setting.quick(), commit));
    setting.write(Names.VERSIONS, Versions.describe());
    for (int i = 0; i < chosen.size() && !ending; i++) {
      int seconds = chosen.subList(i, chosen.size()).stream().mapToInt(Measurement::seconds).sum();
      say(chosen.get(i), i + 1, chosen.size(), setting.quick() ? seconds / QUICKER : seconds);
      measure(chosen.get(i));
      noteTime(chosen.get(i).section());
      Page.write(out, ResultFiles.read(setting.results()));
    }
    System.err.println("written: " + out.resolve("README.md"));
  }

  /** Runs a measurement; a failure is shown on the page, and the others go on. */
  private void measure(Measurement measurement) throws IOException, InterruptedException {
    String section = measurement.section().id();
    String note = "99-%s-failed".formatted(section);
    Files.deleteIfExists(setting.results().resolve(note + ".json"));
    try {
      measurement.measure(setting);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      if (ending) {
        return;
      }
      failed = true;
      System.err.println("  failed: " + e);
      String about = "A part of this section was not measured, because: `%s`".formatted(brief(e));
      setting.write(note, new TableResult(section, "Not measured", about, List.of(), List.of()));
    }
  }

  /** Stores the time of a section; other sections may be from an earlier run. */
  private void noteTime(Section section) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    if (ResultFiles.read(setting.results()).get(Names.MEASURED) instanceof TableResult before) {
      before.rows().stream().filter(row -> !row.get(0).equals(section.id())).forEach(rows::add);
    }
    rows.add(List.of(section.id(), Machine.date() + " UTC", commit));
    List<String> columns = List.of("section", "when", "commit");
    setting.write(Names.MEASURED, new TableResult("measured", "Measured", "", columns, rows));
  }

  private static String brief(Exception e) {
    String text = String.valueOf(e.getMessage()).replaceAll("[`\\s]+", " ");
    return text.length() > 400 ? text.substring(0, 400) + " …" : text;
  }

  private static void say(Measurement next, int number, int of, int seconds) {
    System.err.printf(
        "%s [%d of %d] %s; about %d min left%n",
        LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS),
        number,
        of,
        next.section().id(),
        (seconds + 59) / 60);
  }

  /**
   * Ends all child processes, also those started by a shell, such as kcat. The contest goes on
   * meanwhile, so its new processes are ended, too.
   */
  private static void endChildren() {
    ending = true;
    for (int i = 0; i < 100 && ProcessHandle.current().descendants().findAny().isPresent(); i++) {
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }
}
