package io.framecount;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * One of our contracts: as it is now, and as it was released, oldest first.
 *
 * @param name of its record
 * @param directory where the released versions are, as {@code 1.avsc}, {@code 2.avsc}, …
 */
record Contract(String name, Path directory, Schema now, List<Schema> released) {

  /** Reads the released versions of a contract. */
  static Contract read(Path history, Schema now) {
    Path directory = history.resolve(now.getName());
    List<Schema> released = new ArrayList<>();
    while (Files.exists(directory.resolve(file(released.size() + 1)))) {
      released.add(parse(directory.resolve(file(released.size() + 1))));
    }
    return new Contract(now.getName(), directory, now, List.copyOf(released));
  }

  /** What breaks between any two versions; empty if every version can read every other. */
  List<String> problems() {
    List<Schema> all = new ArrayList<>(released);
    all.add(now);
    List<String> problems = new ArrayList<>();
    for (Schema reader : all) {
      for (Schema writer : all) {
        new Reading(reader, writer)
            .problems()
            .forEach(
                problem ->
                    problems.add(
                        "%s: %s can't read what %s wrote: %s"
                            .formatted(
                                name,
                                called(all.indexOf(reader)),
                                called(all.indexOf(writer)),
                                problem)));
      }
    }
    return problems;
  }

  /** Whether the newest released version is what is there now, apart from comments. */
  boolean isReleased() {
    return !released.isEmpty() && released.get(released.size() - 1).equals(now);
  }

  /** Where the next version goes. */
  Path next() {
    return directory.resolve(file(released.size() + 1));
  }

  /** How many files there are, whatever their names. */
  long files() {
    try (var files = Files.list(directory)) {
      return files.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String called(int version) {
    return version < released.size() ? "version " + (version + 1) : "the present one";
  }

  private static String file(int version) {
    return version + ".avsc";
  }

  private static Schema parse(Path file) {
    try {
      return new Schema.Parser().parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
