package io.framecount.common.input.shape;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * What an input looks like to somebody who expects JSON objects; told by how it begins and never by
 * its name. A text that has any JSON object on a line of its own near its beginning is JSON lines,
 * however bad its other lines are.
 *
 * @param verdict whether it can be read at all
 * @param what it is, to follow "is"; empty unless it is foreign
 * @param file the command that makes JSON lines of a file, which is <code>{}</code> in it; empty if
 *     there is none
 * @param pipe the same for what comes through a pipe; empty if there is none
 */
public record Shape(Verdict verdict, String what, String file, String pipe) {
  /** From so many bytes on, the beginning of an input says all that it can. */
  public static final int ENOUGH = 64 * 1024;

  /** A compressed input that needs a dictionary, which only its author has. */
  public static final Shape WITH_DICTIONARY =
      foreign(
          "compressed with zstd and a dictionary",
          "zstd -dc -D DICTIONARY {}",
          "zstd -dc -D DICTIONARY");

  /** An archive of files. */
  public static final Shape TAR = foreign("a tar archive", "tar xOf {}", "tar xOf -");

  /** An archive of files, or a document that is stored as one. */
  public static final Shape ZIP = foreign("a zip archive", "unzip -p {}", "");

  /** JSON objects that are not on lines of their own, or one array of them. */
  public static final Shape OBJECTS = new Shape(Verdict.OBJECTS, "", "", "");

  /** JSON lines, or nothing that is known. */
  public static final Shape LINES = new Shape(Verdict.LINES, "", "", "");

  /** The beginning does not show the shape yet. */
  static final Shape UNDECIDED = new Shape(Verdict.UNDECIDED, "", "", "");

  /** As far as an object without a line end is followed to see whether it has a line. */
  public static final int MOST = 4 * 1024 * 1024;

  private static final int RECORD_SEPARATOR = 0x1e;
  private static final int TAR_HEADER = 512;
  private static final int TAR_SUM = 148;
  private static final int TAR_SUM_DIGITS = 8;

  /** An input is something else than JSON lines; the message says what, to follow its name. */
  public static final class Foreign extends IOException {
    private static final long serialVersionUID = 1L;

    public Foreign(String message) {
      super(message);
    }
  }

  /** Whether an input of this shape can be loaded. */
  public enum Verdict {
    /** It holds lines that can be loaded. */
    LINES,
    /** It holds objects that are not on lines of their own. */
    OBJECTS,
    /** More of the input is needed to decide. */
    UNDECIDED,
    /** It holds something else and can't be loaded. */
    FOREIGN
  }

  private static final List<Magic> MAGICS =
      List.of(
          packed("\u001f\u008b", "gzip", "gzip -dc"),
          packed("(\u00b5/\u00fd", "zstd", "zstd -dc --long=31"),
          packed("BZh", "bzip2", "bzip2 -dc"),
          packed("\u00fd7zXZ\0", "xz", "xz -dc"),
          packed("\u0004\"M\u0018", "lz4", "lz4 -dc"),
          packed("\u0002!L\u0018", "lz4", "lz4 -dc"),
          packed("]\0\0", "lzma", "xz -dc --format=lzma"),
          packed("LZIP", "lzip", "lzip -dc"),
          packed("\u001f\u009d", "compress", "gzip -dc"),
          packed("\u00ff\u0006\0\0sNaPpY", "snappy", "snzip -dc"),
          new Magic("PK\u0003\u0004", ZIP),
          new Magic("PK\u0005\u0006", ZIP),
          archive("7z\u00bc\u00af'\u001c", "a 7z archive", "7z x -so {}"),
          archive("Rar!\u001a\u0007", "a RAR archive", "unrar p -inul {}"),
          archive("Obj\u0001", "an Avro file", "avro-tools tojson {}"),
          archive(
              "PAR1",
              "a Parquet file",
              "duckdb -c \"COPY (FROM '{}') TO '/dev/stdout' (FORMAT json)\""),
          archive("ORC", "an ORC file", "orc-contents {}"));

  private record Magic(String bytes, Shape shape) {}

  private static Magic packed(String magic, String name, String command) {
    return new Magic(magic, foreign("compressed with " + name, command + " {}", command));
  }

  private static Magic archive(String magic, String what, String command) {
    return new Magic(magic, foreign(what, command, ""));
  }

  static Shape foreign(String what, String file, String pipe) {
    return new Shape(Verdict.FOREIGN, what, file, pipe);
  }

  /** A text whose converter reads it directly, without unpacking. */
  public static Shape text(String what, String filter) {
    return foreign(what, filter + " < {}", filter);
  }

  /**
   * Tells it by the first bytes of an input, after decompression if its reader can do that.
   *
   * @param ended whether the input has no more than these
   */
  public static Shape of(byte[] head, int length, boolean ended) {
    return ofBytes(head, length)
        .or(() -> ofEncoding(head, length))
        .orElseGet(() -> JsonText.shape(head, length, ended));
  }

  private static Optional<Shape> ofEncoding(byte[] head, int length) {
    return Optional.ofNullable(encoding(head, length))
        .map(name -> text("text in " + name, "iconv -f %s -t UTF-8".formatted(name)));
  }

  /** An encoding of two or four bytes a character; null if it is none. */
  static String encoding(byte[] head, int length) {
    if (length < Integer.BYTES) {
      return null;
    }
    int first = ByteBuffer.wrap(head).getInt();
    if (first == 0xfffe0000 || first == 0x0000feff) {
      return "UTF-32";
    }
    if (first >>> 16 == 0xfffe || first >>> 16 == 0xfeff) {
      return "UTF-16";
    }
    if (opens(first >>> 24) && (first & 0xff00ff) == 0) {
      return (first & 0xff00) == 0 ? "UTF-32LE" : "UTF-16LE";
    }
    if (opens(first >>> 16) && (first & 0xff00) == 0 && (first & 0xff) != 0) {
      return "UTF-16BE";
    }
    return opens(first) ? "UTF-32BE" : null;
  }

  /** Returns whether JSON may begin with this character. */
  private static boolean opens(int character) {
    return character > 0 && character < 128 && "{[ \t\r\n".indexOf(character) >= 0;
  }

  private static Optional<Shape> ofBytes(byte[] head, int length) {
    if (isTar(head, length)) {
      return Optional.of(TAR);
    }
    String text = new String(head, 0, Math.min(length, TAR_HEADER), ISO_8859_1);
    if (text.chars().noneMatch(c -> c < '\t' || (c > '\r' && c < ' ' && c != RECORD_SEPARATOR))) {
      // A text may begin with any letters.
      return Optional.empty();
    }
    return MAGICS.stream()
        .filter(magic -> text.startsWith(magic.bytes()))
        .map(Magic::shape)
        .findFirst();
  }

  /** Every header of every kind of tar has the sum of its bytes, in octal digits. */
  private static boolean isTar(byte[] head, int length) {
    if (length < TAR_HEADER || head[0] == 0) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < TAR_HEADER; i++) {
      boolean inSum = i >= TAR_SUM && i < TAR_SUM + TAR_SUM_DIGITS;
      sum += inSum ? ' ' : head[i] & 0xff;
    }
    String digits =
        new String(head, TAR_SUM, TAR_SUM_DIGITS, ISO_8859_1).replace('\0', ' ').strip();
    return digits.matches("[0-7]{1,7}") && Integer.parseInt(digits, 8) == sum;
  }

  /** Returns whether its objects are not on lines of their own. */
  public boolean isOfObjects() {
    return verdict == Verdict.OBJECTS;
  }

  /** Returns whether it is something else than JSON objects. */
  public boolean isForeign() {
    return verdict == Verdict.FOREIGN;
  }

  /** Returns whether more of the input would tell more. */
  public boolean isUndecided() {
    return verdict == Verdict.UNDECIDED;
  }

  /**
   * Says what it is, and which command goes before the one that was to read it.
   *
   * @param name the file; null if it comes through a pipe
   * @param unpacker the command that undoes the compression around it; null if there is none
   * @param reader the command that reads JSON lines from its stdin
   */
  public String sentence(String name, String unpacker, String reader) {
    String inside = unpacker == null ? "" : " (in %s)".formatted(unpacker.split(" ", 2)[0]);
    if (file.isEmpty()) {
      return "is %s%s, not JSON; make an object of each of its records".formatted(what, inside);
    }
    return "is %s%s, not JSON; convert it: %s".formatted(what, inside, way(name, unpacker, reader));
  }

  private String way(String name, String unpacker, String reader) {
    if (name != null && unpacker == null) {
      return "%s | %s".formatted(file.replace("{}", quoted(name)), reader);
    }
    String from = name == null ? "… | " : "%s %s | ".formatted(unpacker, quoted(name));
    String unpacked = name == null && unpacker != null ? from + unpacker + " | " : from;
    return pipe.isEmpty()
        ? "%scat > F; %s | %s".formatted(unpacked, file.replace("{}", "F"), reader)
        : "%s%s | %s".formatted(unpacked, pipe, reader);
  }

  /** As a shell takes it for one word. */
  private static String quoted(String name) {
    return name.matches("[\\w@%+=:,./-]+") ? name : "'" + name.replace("'", "'\\''") + "'";
  }
}
