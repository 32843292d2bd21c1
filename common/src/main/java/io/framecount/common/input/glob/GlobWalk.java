package io.framecount.common.input.glob;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds what matches the part of a pattern from {@code **} on, however deep it lies. */
final class GlobWalk extends SimpleFileVisitor<Path> {
  private static final Pattern WHOLE_ELEMENT = Pattern.compile("(?<![^/])\\*\\*+/");

  private final Path start;
  private final Set<Path> files;
  private final PathMatcher matcher;
  private final PathMatcher first;
  private final List<PathMatcher> withDot;

  private GlobWalk(Path start, List<GlobElement> pattern, Set<Path> files) {
    this.start = start;
    this.files = files;
    matcher = GlobElement.matcher(joined(pattern));
    first = pattern.get(0).opening();
    withDot = pattern.stream().filter(GlobElement::namesDot).map(GlobElement::opening).toList();
  }

  /**
   * The pattern in Java's syntax, in which {@code **} between slashes stands for one directory at
   * least; to a shell, it stands for none as well.
   */
  private static String joined(List<GlobElement> pattern) {
    String all = pattern.stream().map(GlobElement::toString).collect(Collectors.joining("/"));
    return WHOLE_ELEMENT.matcher(all).replaceAll("{,**/}");
  }

  /** Adds the files that match the pattern below a directory. */
  static void below(Path directory, List<GlobElement> pattern, Set<Path> files) {
    GlobWalk walk = new GlobWalk(directory, pattern, files);
    try {
      Files.walkFileTree(
          directory, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
    } catch (IOException e) {
      throw FileAccess.cannotList(directory, e);
    }
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
    return matters(directory) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (matters(file) && matcher.matches(start.relativize(file)) && isFile(file, attributes)) {
      files.add(file);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path path, IOException e) {
    // What lies behind a link to a directory further up is found there.
    boolean wanted = matters(path) && !(e instanceof FileSystemLoopException);
    if (wanted && FileAccess.exists(path)) {
      throw FileAccess.cannotList(path, e);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, IOException e) {
    if (e != null) {
      throw FileAccess.cannotList(directory, e);
    }
    return FileVisitResult.CONTINUE;
  }

  /**
   * Returns whether it may match, or hold what does; those that hold it were asked about before.
   */
  private boolean matters(Path path) {
    if (path.equals(start)) {
      return true;
    }
    Path name = path.getFileName();
    boolean visible =
        !GlobElement.startsWithDot(path) || withDot.stream().anyMatch(dot -> dot.matches(name));
    return visible && first.matches(start.relativize(path).getName(0));
  }

  /** A link is shown as one only if what it leads to could not be looked at. */
  private static boolean isFile(Path path, BasicFileAttributes attributes) {
    return attributes.isSymbolicLink() ? FileAccess.isFile(path) : attributes.isRegularFile();
  }
}
