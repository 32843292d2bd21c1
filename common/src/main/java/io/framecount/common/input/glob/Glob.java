package io.framecount.common.input.glob;

import io.framecount.common.cli.CommandFailure;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * A pattern for files, in Java's syntax but read as a shell does: element by element, so that only
 * directories are opened that may hold a match, links are followed, and a wildcard stands for no
 * leading dot.
 */
public final class Glob {
  /** An escaped character, a class, stars across directories, or any other character. */
  private static final Pattern TOKEN = Pattern.compile("\\\\.|\\[[^]]*]|\\*\\*+|.", Pattern.DOTALL);

  private final List<String> tokens;
  private final Set<Path> directories = new TreeSet<>();

  /**
   * Reads it.
   *
   * @throws PatternSyntaxException if it is none
   */
  public Glob(String glob) {
    // Its elements are compiled one by one later; this looks at the whole.
    FileSystems.getDefault().getPathMatcher("glob:" + glob);
    tokens = TOKEN.matcher(glob).results().map(MatchResult::group).toList();
  }

  /**
   * The files that match, by name.
   *
   * @throws CommandFailure if a place can't be looked at that may hold one
   */
  public List<Path> files() {
    Set<Path> files = new TreeSet<>();
    for (List<String> choice : withoutBraces(tokens)) {
      boolean absolute = !choice.isEmpty() && choice.get(0).equals("/");
      find(Path.of(absolute ? "/" : ""), elements(choice), files);
    }
    return List.copyOf(files);
  }

  /** The directories that matched as well, once {@link #files} were found; by name. */
  public List<Path> directories() {
    return List.copyOf(directories);
  }

  /** The same pattern once for each choice in its braces, which are never nested. */
  private static List<List<String>> withoutBraces(List<String> tokens) {
    int open = tokens.indexOf("{");
    if (open < 0) {
      return List.of(tokens);
    }
    List<String> before = tokens.subList(0, open);
    List<String> from = tokens.subList(open + 1, tokens.size());
    int close = from.indexOf("}");
    List<String> after = from.subList(close + 1, from.size());
    List<List<String>> patterns = new ArrayList<>();
    for (List<String> choice : split(from.subList(0, close), ",")) {
      patterns.addAll(
          withoutBraces(Stream.of(before, choice, after).flatMap(List::stream).toList()));
    }
    return patterns;
  }

  private static List<GlobElement> elements(List<String> tokens) {
    return split(tokens, "/").stream()
        .filter(element -> !element.isEmpty())
        .map(GlobElement::new)
        .toList();
  }

  private static List<List<String>> split(List<String> tokens, String separator) {
    List<List<String>> parts = new ArrayList<>();
    int from = 0;
    for (int at = 0; at <= tokens.size(); at++) {
      if (at == tokens.size() || tokens.get(at).equals(separator)) {
        parts.add(tokens.subList(from, at));
        from = at + 1;
      }
    }
    return parts;
  }

  private void find(Path at, List<GlobElement> rest, Set<Path> files) {
    if (rest.isEmpty()) {
      if (FileAccess.isFile(at)) {
        files.add(at);
      } else if (FileAccess.isDirectory(at)) {
        directories.add(at);
      }
    } else if (FileAccess.isDirectory(at)) {
      if (rest.get(0).crossesDirectories()) {
        GlobWalk.below(at, rest, files);
      } else {
        for (Path entry : rest.get(0).in(at)) {
          find(entry, rest.subList(1, rest.size()), files);
        }
      }
    }
  }
}
