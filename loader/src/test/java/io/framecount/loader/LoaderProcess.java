package io.framecount.loader;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framecount.local.SharedPlatform;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A loader in a process of its own, which tests feed, signal and kill. */
public final class LoaderProcess {
  /** Enough for a machine that is busy with other things. */
  private static final long PATIENCE_SECONDS = 300;

  private final Process process;
  private final Path out;
  private final Path err;
  private final Writer stdin;

  private LoaderProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
    stdin = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8));
  }

  /**
   * Starts a load.
   *
   * @param directory for the files that take its output
   */
  public static LoaderProcess start(
      Path directory, String bootstrap, String topic, String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("--bootstrap-server", bootstrap, "--topic", topic, "--register"));
    all.addAll(List.of("--schema-registry", SharedPlatform.registryUrl()));
    all.addAll(List.of(arguments));
    try {
      Path out = Files.createTempFile(directory, "out", ".txt");
      Path err = Files.createTempFile(directory, "err", ".txt");
      ProcessBuilder builder = new ProcessBuilder(command(all));
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      return new LoaderProcess(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the command line that starts the loader with this JVM's class path. */
  static List<String> command(List<String> args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(args);
    return command;
  }

  /**
   * Starts the loader against the shared platform and kills it after a while.
   *
   * @return its exit code, or -1 if it had to be killed
   */
  public static int killAfter(int millis, Path output, List<String> args)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command(args));
    builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", SharedPlatform.bootstrapServers());
    builder.environment().put("SCHEMA_REGISTRY_URL", SharedPlatform.registryUrl());
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
      return process.exitValue();
    }
    process.destroyForcibly();
    process.waitFor();
    return -1;
  }

  /** Writes lines to its stdin. */
  public LoaderProcess feed(String lines) throws IOException {
    stdin.write(lines);
    stdin.flush();
    return this;
  }

  /** Closes its stdin. */
  public LoaderProcess endOfInput() throws IOException {
    stdin.close();
    return this;
  }

  /** Kills it and waits for its end. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Sends the signal that Ctrl-C sends. */
  public void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  /** Throws its messages if it has ended. */
  public void requireAlive() {
    if (!process.isAlive()) {
      throw new AssertionError("ended with %d: %s".formatted(process.exitValue(), stderr()));
    }
  }

  /** Waits for its end and returns its exit code. */
  public int await() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running: " + stderr());
    }
    return process.exitValue();
  }

  public String stdout() {
    return read(out);
  }

  public String stderr() {
    return read(err);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
