package io.framecount.common.input.glob;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands between two slashes of a pattern.
 *
 * @param tokens its characters, escaped characters, classes and wildcards
 */
public record GlobElement(List<String> tokens) {
  /** Stands for any number of directories, too. */
  boolean crossesDirectories() {
    return tokens.stream().anyMatch(GlobElement::crosses);
  }

  /** Returns whether it asks for names that begin with a dot; no wildcard does. */
  boolean namesDot() {
    return tokens.get(0).equals(".") || tokens.get(0).equals("\\.");
  }

  /** Returns what it stands for in a directory. A name without wildcards need not be there. */
  List<Path> in(Path directory) {
    if (tokens.stream().noneMatch(GlobElement::isWildcard)) {
      return List.of(directory.resolve(plain()));
    }
    PathMatcher matcher = matcher(toString());
    return FileAccess.entries(directory).stream()
        .filter(entry -> namesDot() || !startsWithDot(entry))
        .filter(entry -> matcher.matches(entry.getFileName()))
        .toList();
  }

  /** Matches the names of all directories and files in which a match may lie, or that are one. */
  PathMatcher opening() {
    return matcher(
        crossesDirectories()
            ? tokens.stream().takeWhile(token -> !crosses(token)).collect(Collectors.joining())
                + "*"
            : toString());
  }

  /** The element as it stands in the pattern. */
  @Override
  public String toString() {
    return String.join("", tokens);
  }

  static PathMatcher matcher(String glob) {
    return FileSystems.getDefault().getPathMatcher("glob:" + glob);
  }

  /** Returns whether a shell hides it from wildcards. */
  public static boolean startsWithDot(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  private String plain() {
    return tokens.stream()
        .map(token -> token.startsWith("\\") ? token.substring(1) : token)
        .collect(Collectors.joining());
  }

  private static boolean isWildcard(String token) {
    return Stream.of("*", "?", "[").anyMatch(token::startsWith);
  }

  private static boolean crosses(String token) {
    return token.startsWith("**");
  }
}
