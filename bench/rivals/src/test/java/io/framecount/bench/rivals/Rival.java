package io.framecount.bench.rivals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a rival as a process, with the launcher that measurements use. */
final class Rival {
  private static final long TIMEOUT_SECONDS = 120;

  private Rival() {}

  /** The outcome of a run. */
  record Run(int code, String stdout, String stderr) {}

  /** Runs a rival to its end. */
  static Run run(Path directory, String... arguments) throws IOException, InterruptedException {
    // The tests run in the directory of their module.
    List<String> command =
        new ArrayList<>(List.of(Path.of("..", "rival").toAbsolutePath().toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(directory, "out", ".txt");
    Path err = Files.createTempFile(directory, "err", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("FRAMECOUNT_NO_BUILD", "1");
    // Over before the second compiler pays.
    builder.environment().put("JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    Process process = builder.start();
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running: " + command + "\n" + Files.readString(err));
    }
    return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
