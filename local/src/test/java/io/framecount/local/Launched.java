package io.framecount.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@code bin/local} as a user's shell does. */
record Launched(Process process, BufferedReader stdout, Path stderr) implements AutoCloseable {
  static final Path LAUNCHER = Path.of("..", "bin", "local").toAbsolutePath().normalize();

  /** Starts a launcher that builds nothing, to test what this build has packaged. */
  static Launched start(Path launcher, Map<String, String> environment, String... args)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(args));
    Path stderr = Files.createTempFile("launched", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(stderr.toFile());
    builder.directory(stderr.getParent().toFile());
    builder.environment().put("FRAMECOUNT_NO_BUILD", "1");
    builder.environment().putAll(environment);
    Process process = builder.start();
    return new Launched(process, process.inputReader(StandardCharsets.UTF_8), stderr);
  }

  /** Sends SIGTERM; {@link Process#destroy} would close our end of stdout as well. */
  void interrupt() {
    assertThat(process.toHandle().destroy()).isTrue();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(180, TimeUnit.SECONDS)) {
      throw new IllegalStateException("still running");
    }
    return process.exitValue();
  }

  String said() throws IOException {
    return Files.readString(stderr);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.deleteIfExists(stderr);
  }
}
