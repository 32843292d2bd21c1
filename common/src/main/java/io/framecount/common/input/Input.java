package io.framecount.common.input;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Something to load: a file, or what comes in on stdin. */
public interface Input {
  /** Returns what messages, dead letters and summaries call it. */
  String name();

  /**
   * Returns where it lies, whatever the user calls it: what tells it from an input that is alike.
   */
  default String place() {
    return name();
  }

  /** When it was last written, in milliseconds since 1970; -1 if that can't be known. */
  default long written() {
    return -1;
  }

  /** Returns the size of the stored input, in bytes, or -1 if it is unknown. */
  long size();

  /** Returns about how large the stored input is, if only to choose a way to read it; or -1. */
  default long likelySize() {
    return size();
  }

  /** Returns how to read the input, as the user chose. */
  default Reading reading() {
    return Reading.USUAL;
  }

  /**
   * How the user wants inputs to be read.
   *
   * @param takesLastLine whether a last line without an end is taken as it is, though it may be
   *     half written
   * @param keepsLoaded whether what was loaded of a file stays as it is where the file has changed
   *     since
   * @param command the command that reads JSON lines from its stdin, to advise; null if the lines
   *     may be any text
   */
  record Reading(boolean takesLastLine, boolean keepsLoaded, String command) {
    static final Reading USUAL = new Reading(false, false);

    /** As the loader reads. */
    public Reading(boolean takesLastLine, boolean keepsLoaded) {
      this(takesLastLine, keepsLoaded, "loader --file -");
    }

    /** For a command that reads every line once, to its end, and does not resume. */
    public static Reading once(String command) {
      return new Reading(true, false, command);
    }

    /** For any text, read once. */
    public static Reading anyText() {
      return once(null);
    }
  }

  /** Opens it at its first byte, still compressed. */
  InputStream open() throws IOException;

  /** Returns whether it can be read again from its start, and so resumed. */
  boolean repeatable();

  /**
   * A name by which its progress is known, for an input that can be opened anywhere; nothing for
   * one that is known by its content.
   */
  default Optional<String> identity() {
    return Optional.empty();
  }

  /** Returns where it begins, if what was loaded before is no longer there. */
  default Checkpoint earliest() {
    return Checkpoint.START;
  }

  /** Opens it after so many bytes of plain content; only for an input with an {@link #identity}. */
  default InputStream openAt(long position) throws IOException {
    throw new UnsupportedOperationException(name());
  }

  /** Returns whether it lies in an archive, whose checksum may come only behind it. */
  default boolean packed() {
    return false;
  }

  /** Returns how it begins, if somebody has looked already. */
  default Optional<InputPrefix> prefix() {
    return Optional.empty();
  }

  /** Hears that everything before the checkpoint is loaded for good. */
  default void committed(Checkpoint upTo, boolean complete) {}

  /**
   * A file, or a pipe that has a name: {@code <(zcat f.gz)}, a FIFO, {@code /dev/stdin}. A pipe is
   * like stdin: it is opened once, and can't be resumed.
   *
   * @param size in bytes, when it was listed; -1 for a pipe
   */
  record File(Path path, long size, Reading reading) implements Input {
    public File(Path path, long size) {
      this(path, size, Reading.USUAL);
    }

    // Every load asks for these at once, and what the JVM makes for a record at run time takes
    // longer than the rest of their use.

    @Override
    public boolean equals(Object other) {
      return other instanceof File file && file.path.equals(path) && file.size == size;
    }

    @Override
    public int hashCode() {
      return path.hashCode();
    }

    @Override
    public String name() {
      return path.toString();
    }

    /** All links followed, so that one file has one place. */
    @Override
    public String place() {
      try {
        return path.toRealPath().toString();
      } catch (IOException e) {
        return path.toAbsolutePath().normalize().toString();
      }
    }

    @Override
    public long written() {
      try {
        return Files.getLastModifiedTime(path).toMillis();
      } catch (IOException e) {
        return -1;
      }
    }

    @Override
    public InputStream open() throws IOException {
      // Of a pipe, the first kind of stream can't tell how much is available, and fails if asked.
      return repeatable() || !Files.exists(path)
          ? Files.newInputStream(path)
          : new FileInputStream(path.toFile());
    }

    @Override
    public boolean repeatable() {
      return Files.isRegularFile(path);
    }
  }

  /** This process's standard input. */
  record Stdin(Reading reading) implements Input {
    public Stdin() {
      this(Reading.USUAL);
    }

    @Override
    public String name() {
      return "stdin";
    }

    @Override
    public long size() {
      return -1;
    }

    /** Stdin may be a file, which Linux shows under this name. */
    @Override
    public long likelySize() {
      try {
        Path file = Path.of("/dev/stdin");
        return Files.isRegularFile(file) ? Files.size(file) : -1;
      } catch (IOException e) {
        return -1;
      }
    }

    @Override
    public InputStream open() {
      return System.in;
    }

    @Override
    public boolean repeatable() {
      return false;
    }
  }
}
