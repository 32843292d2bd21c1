package io.framecount.bench.run;

import io.framecount.bench.report.TableResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the measurements ran on. */
final class Machine {
  private Machine() {}

  static TableResult describe(boolean quick, String commit) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("date", date() + " UTC"));
    rows.add(List.of("commit", commit));
    if (quick) {
      rows.add(
          List.of("**quick**", "**a twentieth of the data, each once: no figure means much**"));
    }
    rows.add(List.of("processor", after("/proc/cpuinfo", "model name")));
    rows.add(List.of("cores", Integer.toString(Runtime.getRuntime().availableProcessors())));
    rows.add(List.of("memory", memory()));
    rows.add(List.of("system", after("/etc/os-release", "PRETTY_NAME") + ", " + kernel()));
    rows.add(List.of("JVM", System.getProperty("java.vm.name") + " " + Runtime.version()));
    return new TableResult("machine", "Machine", "", List.of("", ""), rows);
  }

  static String date() {
    return LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES).toString();
  }

  /**
   * Returns the commit, ignoring changes of the manual, such as the page itself, which don't affect
   * measurements.
   */
  static String commit() {
    String commit = said("git", "describe", "--always");
    return said("git", "status", "--porcelain", "--", ".", ":!docs").isEmpty()
        ? commit
        : commit + "-dirty";
  }

  private static String kernel() {
    return System.getProperty("os.name") + " " + System.getProperty("os.version");
  }

  private static String memory() {
    String kilobytes = after("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
    return kilobytes.isEmpty()
        ? "unknown"
        : "%.0f GB".formatted(Long.parseLong(kilobytes) / 1048576.0);
  }

  /** Returns the value after a name and = or : in a file, if the file exists. */
  private static String after(String file, String name) {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .filter(line -> line.startsWith(name))
          .map(line -> line.replaceFirst("^[^=:]*[=:]", "").replace("\"", "").strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** Returns the output of a command in one line, without waiting long for it. */
  static String said(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean fine = process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
      return fine ? text.strip().replace("\n", ", ") : "not there";
    } catch (IOException e) {
      return "not there";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }
}
