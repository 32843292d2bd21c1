package io.framecount.bench.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code bin/counter --until-end}, and what it prints. */
record CounterRun(Process process, Path out, Path err) implements AutoCloseable {
  private static final Pattern FRAMES = Pattern.compile("this run: ([\\d,]+) frames read");

  /**
   * Starts it.
   *
   * @param files the beginning of the names of the files that it writes to
   */
  static CounterRun start(Path files, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("bin/counter"));
    command.addAll(arguments);
    Path out = Path.of(files + ".out");
    Path err = Path.of(files + ".err");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    return new CounterRun(builder.start(), out, err);
  }

  /** Waits for its end; answers the results it has printed. */
  String table() throws IOException, InterruptedException {
    if (process.waitFor() != 0) {
      throw new IOException("bin/counter failed; it said: " + Files.readString(err));
    }
    return Files.readString(out);
  }

  /** Returns how many frames it has read itself, of those that all have. */
  String framesRead() throws IOException {
    Matcher frames = FRAMES.matcher(Files.readString(err));
    return frames.find() ? frames.group(1) : "?";
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
