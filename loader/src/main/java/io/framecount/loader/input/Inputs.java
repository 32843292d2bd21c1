package io.framecount.loader.input;

import io.framecount.common.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;

/** Finds the inputs that the user named: files, directories, globs, {@code -} for stdin. */
public final class Inputs {
  private Inputs() {}

  /**
   * The inputs in the order they were named; those of a directory or a glob by name, none twice.
   *
   * @throws CommandFailure if one does not exist or can't be read, before any is opened
   */
  public static List<Input> resolve(List<String> names) {
    Map<Object, Input> inputs = new LinkedHashMap<>();
    for (String name : names) {
      if (name.equals("-")) {
        inputs.putIfAbsent(name, new Input.Stdin());
      } else {
        files(name).forEach(file -> inputs.putIfAbsent(identity(file), input(file)));
      }
    }
    return List.copyOf(inputs.values());
  }

  /** The same for all ways to write a path, links included. */
  private static Path identity(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath();
    }
  }

  /** Size of all inputs together, in bytes, or -1 if one is unknown. */
  public static long totalSize(List<Input> inputs) {
    return inputs.stream().anyMatch(input -> input.size() < 0)
        ? -1
        : inputs.stream().mapToLong(Input::size).sum();
  }

  private static List<Path> files(String name) {
    try {
      Path path = Path.of(name);
      if (Files.isDirectory(path)) {
        return listed(name, path);
      }
      if (Files.exists(path)) {
        return List.of(path);
      }
      if (name.matches(".*[*?\\[{].*")) {
        return matching(name);
      }
    } catch (InvalidPathException e) {
      throw new CommandFailure("'%s' is not a file name: %s".formatted(name, e.getReason()), e);
    } catch (PatternSyntaxException e) {
      throw new CommandFailure(
          "no such file: %s, nor is it a pattern: %s".formatted(name, e.getDescription()), e);
    }
    throw new CommandFailure("no such file: " + name);
  }

  private static List<Path> listed(String name, Path directory) {
    List<Path> files =
        Sight.entries(directory).stream()
            .filter(entry -> !GlobElement.startsWithDot(entry))
            .filter(Sight::isFile)
            .sorted()
            .toList();
    if (files.isEmpty()) {
      throw new CommandFailure("no file to load in " + name);
    }
    return files;
  }

  private static List<Path> matching(String glob) {
    List<Path> files = new Glob(glob).files();
    if (files.isEmpty()) {
      throw new CommandFailure("no file matches " + glob);
    }
    return files;
  }

  private static Input input(Path file) {
    if (!Files.isReadable(file)) {
      throw new CommandFailure("not allowed to read " + file);
    }
    try {
      return new Input.File(file, Files.isRegularFile(file) ? Files.size(file) : -1);
    } catch (IOException e) {
      throw new CommandFailure("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }
}
