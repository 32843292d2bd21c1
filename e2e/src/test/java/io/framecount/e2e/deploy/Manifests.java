package io.framecount.e2e.deploy;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads a directory of Kubernetes resources, and fails on fields that Kubernetes would not know.
 */
record Manifests(Path directory) {
  static Manifests of(String directory) {
    return new Manifests(
        Path.of("").toAbsolutePath().getParent().resolve("deploy/kubernetes").resolve(directory));
  }

  /** Returns the names of all YAML files. */
  List<String> files() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the tree of any file. */
  JsonNode tree(String file) {
    try {
      return KnownResources.STRICT.readTree(directory.resolve(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the resource in a file as an object of its kind. */
  Object resource(String file) {
    try {
      return KnownResources.typed(tree(file));
    } catch (JacksonException e) {
      throw new AssertionError("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  <T> T resource(String file, Class<T> type) {
    return type.cast(resource(file));
  }
}
