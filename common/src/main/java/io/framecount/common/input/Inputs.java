package io.framecount.common.input;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.input.archive.Members;
import io.framecount.common.input.glob.FileAccess;
import io.framecount.common.input.glob.Glob;
import io.framecount.common.input.glob.GlobElement;
import io.framecount.common.input.shape.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds the inputs that the user named: files, directories, globs, {@code -} for stdin. */
public final class Inputs {
  private static final int DIRECTORIES_NAMED = 3;

  /** Time for a pipe to show its shape; a load does not wait longer for a silent one. */
  private static final long LOOK_MILLIS = 500;

  private Inputs() {}

  /** Finds the inputs as a load reads them, and tells nobody of directories passed over. */
  public static List<Input> resolve(List<String> names) {
    return resolve(names, Input.Reading.USUAL, passedOver -> {});
  }

  /**
   * The inputs in the order they were named; those of a directory or a glob by name, none twice.
   *
   * @param reading how each input is to be read
   * @param notices is told in a sentence of directories that are passed over
   * @throws CommandFailure if one does not exist or can't be read, before any is opened
   */
  public static List<Input> resolve(
      List<String> names, Input.Reading reading, Consumer<String> notices) {
    Map<Object, Input> inputs = new LinkedHashMap<>();
    for (String name : names) {
      if (name.equals("-")) {
        inputs.putIfAbsent(name, new Input.Stdin(reading));
      } else {
        files(name, notices)
            .forEach(file -> inputs.putIfAbsent(identity(file), input(file, reading)));
      }
    }
    return List.copyOf(inputs.values());
  }

  /** Returns the same path for all ways to write it, links included. */
  private static Path identity(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath();
    }
  }

  /**
   * Looks at how the inputs begin, and refuses what is not JSON lines.
   *
   * @param reader the command that reads JSON lines from its stdin, to advise
   * @return the inputs to read, which begin where these do
   * @throws CommandFailure naming all that are something else, each with the command that converts
   *     it
   */
  public static List<Input> requireLines(List<Input> inputs, String reader) {
    return requireJson(inputs, reader, null);
  }

  /**
   * Does the same, and puts the members of archives in their places.
   *
   * @param notices is told in a sentence of members that are passed over; null to refuse archives
   */
  static List<Input> requireJson(List<Input> inputs, String reader, Consumer<String> notices) {
    List<String> foreign = new ArrayList<>();
    List<Input> looked = new ArrayList<>();
    for (Input input : inputs) {
      Input now = input.repeatable() ? input : Arriving.of(input);
      Look look = now instanceof Arriving pipe ? look(pipe) : look(now);
      Optional<List<Input>> members =
          notices == null || !input.repeatable()
              ? Optional.empty()
              : Members.of(input, look.shape(), look.unpacker() != null, notices);
      if (members.isPresent()) {
        looked.addAll(members.get());
      } else {
        looked.add(now);
        if (look.zeros() > 0 && notices != null) {
          notices.accept(
              "%s begins with %,d zero bytes, as reserved space and an archive without any content do"
                  .formatted(now.name(), look.zeros()));
        }
        if (look.shape().isForeign()) {
          String file = now instanceof Arriving ? null : now.name();
          foreign.add(now.name() + " " + look.shape().sentence(file, look.unpacker(), reader));
        }
      }
    }
    if (foreign.size() == 1) {
      throw new CommandFailure(foreign.get(0));
    }
    if (!foreign.isEmpty()) {
      throw new CommandFailure(
          "%,d of %,d inputs are not JSON, so nothing is done: %s"
              .formatted(foreign.size(), inputs.size(), listed(foreign)));
    }
    return List.copyOf(looked);
  }

  /** Sentences as one, told apart by numbers. */
  public static String listed(List<String> sentences) {
    return IntStream.range(0, sentences.size())
        .mapToObj(i -> "(%d) %s".formatted(i + 1, sentences.get(i)))
        .collect(Collectors.joining("; "));
  }

  /**
   * What an input looks like.
   *
   * @param unpacker the command that undoes its compression; null if there is none
   * @param zeros how many zero bytes were seen, if that was all that there was to see; else 0
   */
  private record Look(Shape shape, String unpacker, int zeros) {}

  private static Look look(Arriving pipe) {
    return arrived(pipe)
        .map(shape -> new Look(shape, shape.isForeign() ? pipe.unpacker() : null, 0))
        .orElse(new Look(Shape.LINES, null, 0));
  }

  private static Look look(Input file) {
    try (ByteSource source = ByteSource.open(file)) {
      return new Look(source.shape(), source.unpacker(), source.zeros());
    } catch (IOException e) {
      // The load will say so, and what else it could do.
      return new Look(Shape.LINES, null, 0);
    }
  }

  private static Optional<Shape> arrived(Arriving pipe) {
    try {
      return pipe.shape(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Size of all inputs together, in bytes, or -1 if one is unknown. */
  public static long totalSize(List<Input> inputs) {
    return inputs.stream().anyMatch(input -> input.size() < 0)
        ? -1
        : inputs.stream().mapToLong(Input::size).sum();
  }

  private static List<Path> files(String name, Consumer<String> notices) {
    try {
      Path path = Path.of(name);
      if (Files.isDirectory(path)) {
        return listed(name, path, notices);
      }
      if (Files.exists(path)) {
        return List.of(path);
      }
      if (name.matches(".*[*?\\[{].*")) {
        return matching(name, notices);
      }
    } catch (InvalidPathException e) {
      throw new CommandFailure(
          "'%s' is not a file name: %s%s".formatted(name, e.getReason(), localeHint(name)), e);
    } catch (PatternSyntaxException e) {
      throw new CommandFailure(
          "no such file: %s, nor is it a pattern: %s".formatted(name, e.getDescription()), e);
    }
    throw new CommandFailure("no such file: " + name);
  }

  /** Java takes file names by the locale, and in that of C no letter beyond ASCII. */
  private static String localeHint(String name) {
    return name.chars().anyMatch(c -> c > 127)
        ? "; the locale does not allow for it: set LC_ALL=C.UTF-8"
        : "";
  }

  private static List<Path> listed(String name, Path directory, Consumer<String> notices) {
    List<Path> visible =
        FileAccess.entries(directory).stream()
            .filter(entry -> !GlobElement.startsWithDot(entry))
            .sorted()
            .toList();
    List<Path> files = visible.stream().filter(FileAccess::isFile).toList();
    List<Path> below = visible.stream().filter(Files::isDirectory).toList();
    String takesAll = "; --file '%s/**' takes all files below it".formatted(directory);
    if (files.isEmpty()) {
      throw new CommandFailure(
          "no file in " + name + (below.isEmpty() ? "" : onlyDirectories(below) + takesAll));
    }
    if (!below.isEmpty()) {
      notices.accept("%s has %s, not looked into%s".formatted(name, directories(below), takesAll));
    }
    return files;
  }

  private static List<Path> matching(String pattern, Consumer<String> notices) {
    Glob glob = new Glob(pattern);
    List<Path> files = glob.files();
    List<Path> passed = glob.directories();
    String takesAll = "; --file '%s/**' takes the files below".formatted(pattern);
    if (files.isEmpty()) {
      throw new CommandFailure(
          "no file matches "
              + pattern
              + (passed.isEmpty() ? "" : onlyDirectories(passed) + takesAll));
    }
    if (!passed.isEmpty()) {
      notices.accept(
          "%s also matches %s, not looked into%s"
              .formatted(pattern, directories(passed), takesAll));
    }
    return files;
  }

  private static String onlyDirectories(List<Path> directories) {
    return ", only " + directories(directories);
  }

  private static String directories(List<Path> directories) {
    String named =
        directories.stream()
            .limit(DIRECTORIES_NAMED)
            .map(directory -> directory.getFileName().toString())
            .collect(Collectors.joining(", "));
    int count = directories.size();
    return "%,d %s (%s%s)"
        .formatted(
            count,
            count == 1 ? "directory" : "directories",
            named,
            count > DIRECTORIES_NAMED ? ", …" : "");
  }

  private static Input input(Path file, Input.Reading reading) {
    if (!Files.isReadable(file)) {
      throw new CommandFailure("not allowed to read " + file);
    }
    try {
      return new Input.File(file, Files.isRegularFile(file) ? Files.size(file) : -1, reading);
    } catch (IOException e) {
      throw new CommandFailure("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }
}
