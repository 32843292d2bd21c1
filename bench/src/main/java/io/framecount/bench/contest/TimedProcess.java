package io.framecount.bench.contest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framecount.bench.report.SingleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a command under GNU time, which measures the processor time of all its child processes. */
final class TimedProcess {
  private static final String FORMAT = "%e %U %S %M";
  private static final int LONGEST_REASON = 300;

  private TimedProcess() {}

  /** The failure of a command, with a reason for the table. */
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1;

    Failed(String reason) {
      super(reason);
    }
  }

  /**
   * Runs a command to its end.
   *
   * @param shell a command for bash
   * @param stdout the file for its output
   * @param patienceSeconds time limit
   */
  static SingleRun run(String shell, Path stdout, long patienceSeconds)
      throws IOException, InterruptedException, Failed {
    Path figures = Files.createTempFile("time", ".txt");
    Path stderr = Files.createTempFile("stderr", ".txt");
    try {
      List<String> command =
          List.of(
              "/usr/bin/time",
              "-q",
              "-f",
              FORMAT,
              "-o",
              figures.toString(),
              "bash",
              "-o",
              "pipefail",
              "-c",
              shell);
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.redirectOutput(stdout.toFile()).redirectError(stderr.toFile());
      int code = await(builder.start(), patienceSeconds);
      if (code != 0) {
        throw new Failed(reason(code, stderr));
      }
      return parse(Files.readString(figures));
    } finally {
      Files.delete(figures);
      Files.delete(stderr);
    }
  }

  private static int await(Process process, long patienceSeconds)
      throws InterruptedException, Failed {
    try {
      if (!process.waitFor(patienceSeconds, TimeUnit.SECONDS)) {
        throw new Failed("it took more than %d s".formatted(patienceSeconds));
      }
      return process.exitValue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** Returns the last line on stderr, which is usually the cause. */
  private static String reason(int code, Path stderr) throws IOException {
    List<String> lines =
        new String(Files.readAllBytes(stderr), UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .toList();
    String last = lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1).strip();
    String brief = last.length() > LONGEST_REASON ? last.substring(0, LONGEST_REASON) : last;
    return "it ended with exit code %d: %s".formatted(code, brief);
  }

  private static SingleRun parse(String figures) {
    String[] parts = figures.strip().split("\\s+", -1);
    double wall = Double.parseDouble(parts[0]);
    double cpu = Double.parseDouble(parts[1]) + Double.parseDouble(parts[2]);
    return new SingleRun(wall, cpu, Math.round(Double.parseDouble(parts[3]) / 102.4) / 10.0);
  }
}
