package io.framecount.bench.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code bin/counter} at work: the launcher becomes its JVM, so signals reach it. */
final class CounterProcess {
  private static final long PATIENCE_SECONDS = 300;

  private final String name;
  private final Process process;
  private final Path stdout;
  private final Path stderr;

  private CounterProcess(String name, Process process, Path stdout, Path stderr) {
    this.name = name;
    this.process = process;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /**
   * Starts it.
   *
   * @param name also of the files in the directory that it writes to
   * @param registry where the schema registry is
   */
  static CounterProcess start(String name, Path directory, String registry, List<String> args) {
    Path out = directory.resolve(name + ".out");
    Path err = directory.resolve(name + ".err");
    List<String> command = new ArrayList<>(List.of("bin/counter"));
    command.addAll(args);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    Map<String, String> more = new HashMap<>();
    more.put("FRAMECOUNT_NO_BUILD", "1");
    more.put("SCHEMA_REGISTRY_URL", registry);
    // Several share a small machine, and live for seconds.
    more.put("JAVA_OPTS", "-Xmx256m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    builder.environment().putAll(more);
    try {
      return new CounterProcess(name, builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return name;
  }

  boolean running() {
    return process.isAlive();
  }

  /** Returns whether it is past its start: it has said how far it is. */
  boolean counting() {
    return stderr().contains("counting: ");
  }

  /** Ends it as a power cut would: no signal handler, no shutdown hook. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to end, and waits for its exit code. */
  int stop() throws InterruptedException {
    process.destroy();
    return exitCode();
  }

  /** Holds it as a machine does that is suspended: it neither works nor leaves. */
  void freeze() throws InterruptedException {
    signal("-STOP");
  }

  void thaw() throws InterruptedException {
    signal("-CONT");
  }

  /** Waits for its end. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new SoakFailure("%s does not end; it said:%n%s".formatted(name, stderr()));
    }
    return process.exitValue();
  }

  String stdout() {
    return text(stdout);
  }

  String stderr() {
    return text(stderr);
  }

  private void signal(String signal) throws InterruptedException {
    try {
      new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
