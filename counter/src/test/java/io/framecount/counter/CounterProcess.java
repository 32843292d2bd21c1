package io.framecount.counter;

import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The counter as a process of its own, to be killed. */
final class CounterProcess implements AutoCloseable {
  private final Process process;
  private final Path stdout;
  private final Path stderr;

  private CounterProcess(Process process, Path stdout, Path stderr) {
    this.process = process;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /** Starts {@code counter ARGS} on the shared platform. */
  static CounterProcess start(Path directory, String... args) {
    return startAt(
        directory, SharedPlatform.bootstrapServers(), SharedPlatform.registryUrl(), args);
  }

  /** Starts {@code counter ARGS} elsewhere. */
  static CounterProcess startAt(
      Path directory, String bootstrapServers, String registryUrl, String... args) {
    return startOf(
        System.getProperty("java.class.path"), directory, bootstrapServers, registryUrl, args);
  }

  /** Starts {@code counter ARGS} of another build. */
  static CounterProcess startOf(
      String classPath,
      Path directory,
      String bootstrapServers,
      String registryUrl,
      String... args) {
    return startWith(List.of(), classPath, directory, bootstrapServers, registryUrl, args);
  }

  /** The same with more options of the JVM. */
  static CounterProcess startWith(
      List<String> jvmOptions,
      String classPath,
      Path directory,
      String bootstrapServers,
      String registryUrl,
      String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", classPath, Main.class.getName()));
    command.addAll(List.of(args));
    command.addAll(List.of("--bootstrap-server", bootstrapServers));
    command.addAll(List.of("--schema-registry", registryUrl));
    try {
      Path out = Files.createTempFile(directory, "counter", ".out");
      Path err = Files.createTempFile(directory, "counter", ".err");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      return new CounterProcess(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills it as a power cut would: no signal handler, no shutdown hook. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ctrl-C. */
  void interrupt() throws IOException, InterruptedException {
    signal("-INT");
  }

  /** Freezes it like a suspended machine: it neither works nor leaves its group. */
  void freeze() throws IOException, InterruptedException {
    signal("-STOP");
  }

  void thaw() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
  }

  /** Waits for the end. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(300, TimeUnit.SECONDS)) {
      throw new IllegalStateException("still running; it said: " + stderr());
    }
    return process.exitValue();
  }

  boolean running() {
    return process.isAlive();
  }

  String stdout() {
    return text(stdout);
  }

  String stderr() {
    return text(stderr);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
