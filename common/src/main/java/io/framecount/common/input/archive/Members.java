package io.framecount.common.input.archive;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.input.ByteSource;
import io.framecount.common.input.Input;
import io.framecount.common.input.shape.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Finds the members of an archive that hold JSON. All others are named and passed over; what can't
 * be read is an input that turns out to be damaged when it is read.
 */
public final class Members {
  private static final int NAMED = 3;

  private final Input file;
  private final Map<String, Input> taken = new LinkedHashMap<>();
  private final List<String> passedOver = new ArrayList<>();
  private String last;

  private Members(Input file) {
    this.file = file;
  }

  /**
   * Lists the members of a file, if it is an archive.
   *
   * @param shape what the file looks like
   * @param packed whether that is so only once it is decompressed
   * @param notices is told in a sentence what is passed over
   * @return nothing if it is no archive that can be read
   * @throws CommandFailure if it holds nothing that can be read
   */
  public static Optional<List<Input>> of(
      Input file, Shape shape, boolean packed, Consumer<String> notices) {
    Members members = new Members(file);
    if (shape.equals(Shape.TAR)) {
      members.list(new TarArchive(file));
    } else if (shape.equals(Shape.ZIP) && !packed && file instanceof Input.File plain) {
      members.list(new ZipArchive(plain));
    } else {
      return Optional.empty();
    }
    members.tell(notices);
    return Optional.of(List.copyOf(members.taken.values()));
  }

  /**
   * Returns the input of a place that lies in an archive; nothing if there is none.
   *
   * @param place as {@link Input#place} gives it
   */
  public static Optional<Input> at(String place) {
    int inside = place.indexOf(Member.INSIDE);
    if (inside < 0) {
      return Optional.empty();
    }
    Path path = Path.of(place.substring(0, inside));
    if (!Files.isRegularFile(path)) {
      return Optional.empty();
    }
    try {
      Input.File file = new Input.File(path, Files.size(path));
      try (ByteSource source = ByteSource.open(file)) {
        return of(file, source.shape(), source.isPacked(), notice -> {}).stream()
            .flatMap(List::stream)
            .filter(member -> member.place().equals(place))
            .findFirst();
      }
    } catch (IOException | CommandFailure unreadable) {
      return Optional.empty();
    }
  }

  private void list(TarArchive tar) {
    try (TarArchive.Cursor cursor = tar.entries()) {
      for (TarArchiveEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
        if (!entry.isDirectory()) {
          FileTime written = entry.getLastModifiedTime();
          Member member =
              new Member(
                  tar,
                  cursor.index(),
                  entry.getName(),
                  entry.getSize(),
                  written == null ? -1 : written.toMillis());
          if (entry.isFile() && !entry.isLink() && !entry.isSymbolicLink()) {
            look(member, cursor.content());
          } else {
            pass(member, "is no regular file");
          }
          last = entry.getName();
        }
      }
    } catch (IOException e) {
      Input rest = new Unreadable(file, last, e);
      taken.put(rest.name(), rest);
    }
  }

  private void list(ZipArchive archive) {
    try (ZipFile zip = archive.directory()) {
      if (zip.getEntry("[Content_Types].xml") != null) {
        throw new CommandFailure(
            "%s is an Excel workbook or another Office document, not JSON; save its table as CSV, and make JSON of that"
                .formatted(file.name()));
      }
      List<ZipArchiveEntry> entries = ZipArchive.entries(zip);
      for (int i = 0; i < entries.size(); i++) {
        ZipArchiveEntry entry = entries.get(i);
        if (!entry.isDirectory()) {
          Member member =
              new Member(
                  archive,
                  i,
                  entry.getName(),
                  Math.max(0, entry.getSize()),
                  entry.getLastModifiedTime() == null
                      ? -1
                      : entry.getLastModifiedTime().toMillis());
          if (entry.isUnixSymlink()) {
            pass(member, "is no regular file");
          } else {
            requireReadable(zip, entry, member);
            lookInto(member);
          }
        }
      }
    } catch (IOException e) {
      Input all =
          new Unreadable(
              file,
              null,
              new IOException(
                  "its end, where a zip archive lists its members, is missing or wrong", e));
      taken.put(all.name(), all);
    }
  }

  private static void requireReadable(ZipFile zip, ZipArchiveEntry entry, Member member) {
    if (!zip.canReadEntryData(entry)) {
      throw new CommandFailure(
          "%s is %s; unpack it into a directory, and name that"
              .formatted(
                  member.name(),
                  entry.getGeneralPurposeBit().usesEncryption()
                      ? "encrypted"
                      : "packed with method %d of zip, which is not read here"
                          .formatted(entry.getMethod())));
    }
  }

  private void lookInto(Member member) throws IOException {
    if (isHidden(member)) {
      pass(member, "is hidden");
      return;
    }
    try (InputStream content = member.open()) {
      look(member, content);
    } catch (IOException e) {
      taken.put(member.path(), member);
    }
  }

  /** Decides by how it begins, and leaves the stream open. */
  private void look(Member member, InputStream content) throws IOException {
    if (isHidden(member)) {
      pass(member, "is hidden");
      return;
    }
    if (member.size() == 0) {
      return;
    }
    ByteSource source = ByteSource.of(content, member);
    Shape shape = source.shape();
    if (shape.isForeign()) {
      pass(member, "is " + shape.what());
    } else if (!source.showsJson()) {
      pass(member, "is no JSON");
    } else {
      member.begins(source.head());
      if (taken.remove(member.path()) != null) {
        passedOver.add(member.path() + " was replaced by a later one of that name");
      }
      taken.put(member.path(), member);
    }
  }

  private static boolean isHidden(Member member) {
    String path = member.path();
    return path.startsWith("__MACOSX/")
        || path.substring(path.lastIndexOf('/') + 1).startsWith(".");
  }

  private void pass(Member member, String why) {
    passedOver.add(member.path() + " " + why);
  }

  private void tell(Consumer<String> notices) {
    String list =
        passedOver.stream().limit(NAMED).collect(Collectors.joining(", "))
            + (passedOver.size() > NAMED ? ", …" : "");
    if (taken.isEmpty()) {
      throw new CommandFailure(
          passedOver.isEmpty()
              ? "%s is an archive without any content".formatted(file.name())
              : "%s is an archive without a member that is JSON: %s".formatted(file.name(), list));
    }
    if (!passedOver.isEmpty()) {
      int count = passedOver.size();
      notices.accept(
          "%s has %,d %s passed over: %s"
              .formatted(
                  file.name(), count, count == 1 ? "member that is" : "members that are", list));
    }
  }
}
