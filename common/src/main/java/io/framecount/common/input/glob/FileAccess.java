package io.framecount.common.input.glob;

import io.framecount.common.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for files to load. A place that can't be looked at is a failure, else what lies there would
 * be missing from the load without a word.
 */
public final class FileAccess {
  private FileAccess() {}

  /** Returns whether there is a file, maybe behind links. */
  public static boolean isFile(Path path) {
    return attributes(path).filter(BasicFileAttributes::isRegularFile).isPresent();
  }

  /** Returns whether there is a directory, maybe behind links. */
  public static boolean isDirectory(Path path) {
    return attributes(path).filter(BasicFileAttributes::isDirectory).isPresent();
  }

  /** Returns whether there is anything. */
  public static boolean exists(Path path) {
    return attributes(path).isPresent();
  }

  /**
   * Returns what lies at a path, links followed; nothing if there is nothing.
   *
   * @throws CommandFailure if that can't be told
   */
  private static Optional<BasicFileAttributes> attributes(Path path) {
    try {
      return Optional.of(Files.readAttributes(path, BasicFileAttributes.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      if (leadsNowhere(e)) {
        return Optional.empty();
      }
      throw new CommandFailure(
          "cannot tell whether there is a file to load at %s: %s".formatted(path, reason(e)), e);
    }
  }

  /**
   * All that a directory holds.
   *
   * @throws CommandFailure if that can't be told
   */
  public static List<Path> entries(Path directory) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(entries::add);
    } catch (DirectoryIteratorException e) {
      throw cannotList(directory, e.getCause());
    } catch (IOException e) {
      throw cannotList(directory, e);
    }
    return entries;
  }

  /** The failure to look into a directory that may hold files to load. */
  public static CommandFailure cannotList(Path directory, IOException e) {
    return new CommandFailure(
        "cannot look into %s for files to load: %s".formatted(directory, reason(e)), e);
  }

  /**
   * Links in a circle; for that, Java has no exception of its own but adds to the system's words.
   */
  private static boolean leadsNowhere(IOException e) {
    return e instanceof FileSystemException known
        && String.valueOf(known.getReason()).endsWith("attributes of symbolic link");
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "access is denied";
    }
    return e instanceof FileSystemException known && known.getReason() != null
        ? known.getReason()
        : String.valueOf(e.getMessage());
  }
}
