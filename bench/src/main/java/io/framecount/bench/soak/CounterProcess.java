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

/** A running {@code bin/counter}. The launcher becomes its JVM, so signals reach it. */
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
   * Starts a counter.
   *
   * @param name its name, also of its output files in the directory
   * @param registry URL of the schema registry
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

  /** Returns whether it is past its start and has printed its progress. */
  boolean counting() {
    return stderr().contains("counting: ");
  }

  /** Kills it as a power cut would: no signal handler, no shutdown hook. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Stops it by SIGTERM and returns its exit code. */
  int stop() throws InterruptedException {
    process.destroy();
    return exitCode();
  }

  /** Freezes it like a suspended machine: it neither works nor leaves its group. */
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
