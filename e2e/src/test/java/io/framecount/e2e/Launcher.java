package io.framecount.e2e;

import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts the real launchers in {@code bin} as processes, as a user would. */
public record Launcher(Path directory, Map<String, String> environment) {
  private static final long TIMEOUT_SECONDS = 300;

  /**
   * The outcome of a launcher.
   *
   * @param code its exit code
   */
  public record Run(int code, String stdout, String stderr) {}

  /**
   * A launcher with a working directory. It builds nothing, because the build that runs these tests
   * has made the jars. It runs without the JVM's second compiler, which takes two fifths of the
   * processor time of so short a run and never pays.
   */
  public static Launcher in(Path directory) {
    return new Launcher(
        directory, Map.of("FRAMECOUNT_NO_BUILD", "1", "JAVA_OPTS", "-XX:TieredStopAtLevel=1"));
  }

  /** A launcher that reaches the platform shared by all tests. */
  public static Launcher onSharedPlatform(Path directory) {
    return in(directory).reaching(SharedPlatform.bootstrapServers(), SharedPlatform.registryUrl());
  }

  /** Adds the addresses of a cluster and a registry, and a directory of its own for state. */
  public Launcher reaching(String bootstrapServers, String registryUrl) {
    return with(
        Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", bootstrapServers,
            "SCHEMA_REGISTRY_URL", registryUrl,
            "XDG_STATE_HOME", directory.resolve("state").toString()));
  }

  public Launcher with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return new Launcher(directory, all);
  }

  /** Runs a launcher to its end, for five minutes at most. */
  public Run run(String name, String... arguments) {
    return finish(start(name, arguments));
  }

  /** Starts a launcher and returns at once. */
  public Started start(String name, String... arguments) {
    List<String> command = new ArrayList<>(List.of(bin(name).toString()));
    command.addAll(List.of(arguments));
    return start(command);
  }

  /** Starts any command in the same directory and environment. */
  public Started start(List<String> command) {
    try {
      Path out = Files.createTempFile(directory, "out", ".txt");
      Path err = Files.createTempFile(directory, "err", ".txt");
      ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().putAll(environment);
      return new Started(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the end of a process. */
  public Run finish(Started started) {
    try {
      if (!started.process().waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        started.process().destroyForcibly();
        throw new AssertionError(
            "still running after %d s: %s".formatted(TIMEOUT_SECONDS, started));
      }
      return new Run(started.process().exitValue(), started.stdout(), started.stderr());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  public static Path bin(String name) {
    return root().resolve("bin").resolve(name);
  }

  /** Returns the checkout's directory; tests run in that of their module. */
  public static Path root() {
    return Path.of("").toAbsolutePath().getParent();
  }

  /** A running launcher and the files that it writes to. */
  public record Started(Process process, Path out, Path err) {
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
}
