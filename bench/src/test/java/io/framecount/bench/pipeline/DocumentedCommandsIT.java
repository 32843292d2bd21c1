package io.framecount.bench.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.local.LocalPlatform;
import io.framecount.local.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs what the README and the manual tell users to type: in each page, every line of a code block
 * that starts a launcher, in order, in one directory, against a platform of its own.
 */
class DocumentedCommandsIT {
  /** These run until they are stopped, or run everything; other tests and the gate do that. */
  private static final List<String> RUN_ELSEWHERE = List.of("bin/local", "bin/demo");

  @TempDir Path directory;

  static Stream<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> found = Files.walk(Launcher.root().resolve("docs"))) {
      found.filter(path -> path.toString().endsWith(".md")).forEach(pages::add);
    }
    pages.add(Launcher.root().resolve("README.md"));
    return pages.stream().filter(page -> !commands(page).isEmpty()).sorted();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandOfThePageWorks(Path page) throws IOException {
    Files.createSymbolicLink(directory.resolve("bin"), Launcher.root().resolve("bin"));
    try (LocalPlatform platform = LocalPlatform.start(Settings.temporary())) {
      Launcher shell =
          Launcher.in(directory)
              .with(
                  Map.of(
                      "KAFKA_BOOTSTRAP_SERVERS", platform.bootstrapServers(),
                      "SCHEMA_REGISTRY_URL", platform.registryUrl(),
                      "XDG_STATE_HOME", directory.resolve("state").toString()));
      for (String command : commands(page)) {
        Launcher.Run run = shell.finish(shell.start(List.of("bash", "-c", command)));
        assertThat(run.code()).as("%s%n%s", command, run.stderr()).isZero();
      }
    }
  }

  private static List<String> commands(Path page) {
    try {
      List<String> commands = new ArrayList<>();
      boolean block = false;
      boolean run = false;
      for (String line : Files.readAllLines(page, UTF_8)) {
        if (line.startsWith("```")) {
          block = !block;
          // What needs more than this machine has is shown as plain text; other tests run its like.
          run = block && !line.equals("```text");
        } else if (run && isCommand(line) && !runElsewhere(line)) {
          commands.add(line);
        }
      }
      return commands;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isCommand(String line) {
    return line.startsWith("bin/") || line.startsWith("source <(bin/");
  }

  private static boolean runElsewhere(String line) {
    return RUN_ELSEWHERE.stream().anyMatch(command -> line.matches(command + "( .*)?"));
  }
}
