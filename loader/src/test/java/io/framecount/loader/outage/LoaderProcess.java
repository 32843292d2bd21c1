package io.framecount.loader.outage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framecount.loader.Main;
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

/** A loader as a process of its own, to feed, to signal and to kill. */
final class LoaderProcess {
  /** For a machine that does much else; a test takes as long as it takes. */
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

  static LoaderProcess start(Path directory, String bootstrap, String topic, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("--bootstrap-server", bootstrap, "--topic", topic, "--register"));
    command.addAll(List.of("--schema-registry", SharedPlatform.registryUrl()));
    command.addAll(List.of(arguments));
    try {
      Path out = Files.createTempFile(directory, "out", ".txt");
      Path err = Files.createTempFile(directory, "err", ".txt");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      return new LoaderProcess(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the lines with these numbers to its stdin. */
  LoaderProcess feed(int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      stdin.write(Frames.line(i));
    }
    stdin.flush();
    return this;
  }

  /** Writes one line to its stdin. */
  LoaderProcess feed(String line) throws IOException {
    stdin.write(line + "\n");
    stdin.flush();
    return this;
  }

  LoaderProcess endOfInput() throws IOException {
    stdin.close();
    return this;
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for its end and returns its exit code. */
  int await() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running: " + stderr());
    }
    return process.exitValue();
  }

  String stdout() {
    return read(out);
  }

  String stderr() {
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
