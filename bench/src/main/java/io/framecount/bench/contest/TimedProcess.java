package io.framecount.bench.contest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a command under GNU time, which sees the processor time of the whole family of processes.
 */
final class TimedProcess {
  private static final String FORMAT = "%e %U %S %M";

  private TimedProcess() {}

  /**
   * Runs to the end.
   *
   * @throws IOException if it can't be started, or fails
   */
  static Run run(Contender contender, int round) throws IOException, InterruptedException {
    Path figures = Files.createTempFile("time", ".txt");
    Path output = Files.createTempFile("output", ".txt");
    try {
      List<String> command = new ArrayList<>(List.of("/usr/bin/time", "-f", FORMAT));
      command.addAll(List.of("-o", figures.toString()));
      command.addAll(contender.command().apply(round));
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (process.waitFor() != 0) {
        throw new IOException(contender.name() + " failed: " + Files.readString(output));
      }
      return parse(Files.readString(figures), contender.proof().apply(round));
    } finally {
      Files.delete(figures);
      Files.delete(output);
    }
  }

  private static Run parse(String figures, String proof) {
    String[] parts = figures.strip().split(" ", -1);
    double wall = Double.parseDouble(parts[0]);
    double cpu = Double.parseDouble(parts[1]) + Double.parseDouble(parts[2]);
    return new Run(wall, cpu, Double.parseDouble(parts[3]) / 1024, proof);
  }
}
