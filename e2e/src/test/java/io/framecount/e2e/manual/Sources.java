package io.framecount.e2e.manual;

import io.framecount.e2e.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds the Java sources of the checkout. Other directories may change while modules build side by
 * side.
 */
final class Sources {
  private static final List<String> MODULES =
      List.of("schemas", "common", "local", "loader", "counter", "e2e", "bench");

  private Sources() {}

  /** Returns the simple names of all top-level types, tests included. */
  static Set<String> types() throws IOException {
    Set<String> types = new TreeSet<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(Launcher.root().resolve(module).resolve("src"))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".java"))
            .forEach(name -> types.add(name.replaceFirst("\\.java$", "")));
      }
    }
    return types;
  }
}
