package io.framecount.bench.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A run of {@code bin/counter --until-end}, and its output. */
record CounterRun(Process process, Path out, Path err) implements AutoCloseable {
  private static final Pattern FRAMES = Pattern.compile("this run: ([\\d,]+) frames read");

  /**
   * Starts a counter.
   *
   * @param files prefix of the names of its output files
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

  /** Waits for its end and returns the printed results. */
  String table() throws IOException, InterruptedException {
    if (process.waitFor() != 0) {
      throw new IOException("bin/counter failed; it said: " + Files.readString(err));
    }
    return Files.readString(out);
  }

  /** Returns the number of frames that this instance has read. */
  String framesRead() throws IOException {
    Matcher frames = FRAMES.matcher(Files.readString(err));
    return frames.find() ? frames.group(1) : "?";
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
