package io.framecount.e2e.manual;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs that the manual uses and not every machine has; the gate installs most of them. */
final class Tools {
  private static final Set<String> OPTIONAL = Set.of("curl", "jq", "kcat", "kubectl", "man");
  private static final Pattern PIPE = Pattern.compile("\\|");

  private Tools() {}

  /** Returns the programs that a command needs and this machine lacks. */
  static List<String> missingFor(String command) {
    return PIPE.splitAsStream(command)
        .map(part -> part.strip().replaceFirst("\\s.*", ""))
        .filter(name -> OPTIONAL.contains(name) && !(isHere(name) && isFit(name)))
        .toList();
  }

  /**
   * Returns whether a program is new enough; Debian's kubectl is too old for our kustomizations.
   */
  private static boolean isFit(String name) {
    if (!name.equals("kubectl")) {
      return true;
    }
    try {
      Process asked = new ProcessBuilder(name, "version", "--client").start();
      String answer = new String(asked.getInputStream().readAllBytes(), UTF_8);
      return Pattern.compile("v1\\.(2[7-9]|[3-9]\\d)\\.").matcher(answer).find();
    } catch (IOException e) {
      return false;
    }
  }

  static boolean isHere(String name) {
    return path().anyMatch(directory -> Files.isExecutable(directory.resolve(name)));
  }

  private static Stream<Path> path() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).map(Path::of);
  }
}
