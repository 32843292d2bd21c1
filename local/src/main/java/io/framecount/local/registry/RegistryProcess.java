package io.framecount.local.registry;

import io.framecount.common.cli.CommandFailure;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Apicurio Registry in a process of its own, since its libraries would collide with ours.
 *
 * <p>Its schemas are in an H2 file in the data directory and written through at once, so that they
 * survive a kill, like the topics whose records refer to them. The default compatibility is set to
 * BACKWARD, as users of the Confluent registry expect; Apicurio's own is NONE.
 */
public final class RegistryProcess implements AutoCloseable {
  private static final Duration READY = Duration.ofSeconds(90);
  private static final int CLOSE_SECONDS = 15;

  private final Process process;
  private final Path log;
  private final boolean fresh;
  private final ConfluentApi api;

  private RegistryProcess(Process process, Path log, boolean fresh, int port) {
    this.process = process;
    this.log = log;
    this.fresh = fresh;
    this.api = new ConfluentApi("http://127.0.0.1:" + port + "/apis/ccompat/v7");
  }

  /**
   * Starts the process and returns at once; see {@link #awaitReady}.
   *
   * @param port a free port
   * @param dataDir directory of its database and its log
   */
  public static RegistryProcess launch(int port, Path dataDir) {
    Path log = dataDir.resolve("registry.log");
    boolean fresh = !Files.exists(dataDir.resolve("schemas.mv.db"));
    try {
      Process process =
          new ProcessBuilder(command(port, dataDir))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new RegistryProcess(process, log, fresh, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it answers, and sets the default compatibility if its database is new. */
  public void awaitReady() {
    long deadline = System.nanoTime() + READY.toNanos();
    while (!api.answers()) {
      boolean ended = !process.isAlive();
      if (ended || System.nanoTime() > deadline) {
        String lastWords = lastWords(read(log));
        close();
        throw new CommandFailure(
            "the schema registry %s; its last words: %s"
                .formatted(
                    ended
                        ? "ended at its start"
                        : "did not answer within %d s".formatted(READY.toSeconds()),
                    lastWords));
      }
      pause();
    }
    if (fresh) {
      api.setCompatibility("BACKWARD");
    }
  }

  /** Returns the base address of its Confluent API. */
  public String url() {
    return api.url();
  }

  /** Completes when the process has ended, by {@link #close} or by itself. */
  public CompletableFuture<?> onExit() {
    return process.onExit();
  }

  @Override
  public void close() {
    try {
      // The end of its stdin is its sign to end in order.
      process.getOutputStream().close();
      if (!process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> command(int port, Path dataDir) {
    Path runner = RegistryHome.runner();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A registry serves a few requests a minute: start fast, stay small.
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dquarkus.http.host=127.0.0.1");
    command.add("-Dquarkus.http.port=" + port);
    command.add("-Dquarkus.banner.enabled=false");
    command.add("-Dquarkus.http.access-log.enabled=false");
    command.add("-Dapicurio.datasource.url=" + database(dataDir));
    command.add("-Dapicurio.import.work-dir=" + dataDir);
    for (String pool : List.of("", "blue.", "green.")) {
      String connections = "-Dapicurio.datasource." + pool + "jdbc.";
      command.add(connections + "initial-size=1");
      command.add(connections + "min-size=1");
    }
    command.addAll(List.of("-cp", RegistryHome.ownClasses() + File.pathSeparator + runner));
    command.addAll(List.of(Tethered.class.getName(), "io.quarkus.runner.GeneratedMain"));
    return command;
  }

  private static String database(Path dataDir) {
    return "jdbc:h2:file:" + dataDir.resolve("schemas") + ";WRITE_DELAY=0";
  }

  private static String read(Path log) {
    try {
      return Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "nothing readable (" + e + ")";
    }
  }

  /** Returns the last line outside a stack trace, which is the one that names the failure. */
  static String lastWords(String said) {
    return said.lines()
        .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
        .reduce("none", (earlier, later) -> later);
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while the schema registry started", e);
    }
  }
}
