package io.framecount.loader;

import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The loader as a process of its own, so that it can be killed. */
public final class LoaderProcess {
  private LoaderProcess() {}

  /** The command line that starts the loader with this JVM's class path. */
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
}
