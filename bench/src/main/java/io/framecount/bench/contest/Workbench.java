package io.framecount.bench.contest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The servers and directory of a contest.
 *
 * @param bootstrapServers address of a Kafka of our own
 * @param registry URL of its schema registry
 * @param directory directory for temporary files
 */
public record Workbench(String bootstrapServers, String registry, Path directory) {
  private static final String KAFKA = "$KAFKA";

  public TopicContents topics() {
    return new TopicContents(bootstrapServers);
  }

  /** Returns a command that starts one of our classes, or one of a library. */
  public String java(String mainClass, Object... arguments) {
    return "java -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp '%s' %s %s"
        .formatted(
            classPath(),
            mainClass,
            String.join(" ", Stream.of(arguments).map(String::valueOf).toList()));
  }

  /** Returns a command without paths of this machine. */
  public String shortened(String command) {
    return command
        .replace("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp '" + classPath() + "' ", "")
        .replaceAll("io\\.framecount\\.bench\\.\\w+\\.|org\\.apache\\.kafka\\.tools\\.", "")
        .replace(bootstrapServers, KAFKA)
        .replace(registry, "$REGISTRY")
        .replace(directory.toString(), "$DIR")
        .replaceAll("\\S*/(stream-\\S+)", "$1");
  }

  /** Runs a command that prepares a measurement. */
  public void run(List<String> command) throws IOException, InterruptedException {
    Path log = Files.createTempFile(directory, "log", ".txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IOException(
          "%s failed: %s".formatted(String.join(" ", command), Files.readString(log)));
    }
    Files.delete(log);
  }

  /** Removes a directory of this workbench, if it is there. */
  public static void remove(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }
}
