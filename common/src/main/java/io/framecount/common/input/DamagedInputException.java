package io.framecount.common.input;

import io.framecount.common.input.shape.Shape;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/**
 * An input could be read only up to some point; the message says where. What came before it was
 * delivered.
 */
public final class DamagedInputException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String where;
  private final String brief;

  private DamagedInputException(String message, Throwable cause) {
    this(message, null, message, cause);
  }

  private DamagedInputException(String message, String where, String brief, Throwable cause) {
    super(message, cause);
    this.where = where;
    this.brief = brief;
  }

  /** Returns the reason and the last good line, for a command that does not load. */
  public String brief() {
    return brief;
  }

  /**
   * Returns what is wrong with the content and where, in a few words that stay true; null if it is
   * not the content.
   */
  public String where() {
    return where;
  }

  /** The content breaks off, is wrong, or can't be read on. */
  static DamagedInputException at(Input input, ByteSource source, Checkpoint place, IOException e) {
    if (e instanceof Shape.Foreign || e.getCause() instanceof Shape.Foreign) {
      return new DamagedInputException("%s %s".formatted(input.name(), e.getMessage()), e);
    }
    String what = source.unreadable() ? "can't be read on" : "is damaged";
    String where = "near byte %,d of the file".formatted(source.rawBytes());
    String state = "%s %s: %s".formatted(what.replaceFirst("^is ", ""), where, reason(e));
    String brief =
        "cannot read %s beyond %s %,d: %s"
            .formatted(input.name(), place.unit().word(), place.lines(), reason(e));
    String reached =
        "after %s %,d (byte %,d of the content)"
            .formatted(place.unit().word(), place.lines(), place.position());
    if (source.gaveNothing()) {
      return new DamagedInputException(
          "%s %s: %s %s; nothing of it is loaded now, for without a right checksum what comes out of it may be wrong: mend it, or load what comes out of it all the same: %s"
              .formatted(input.name(), what, reason(e), where, byHand(input, source)),
          state,
          brief,
          e);
    }
    return new DamagedInputException(
        "%s %s: %s %s, %s; all %ss before that are loaded, nothing after it; %s"
            .formatted(
                input.name(),
                what,
                reason(e),
                where,
                reached,
                place.unit().word(),
                next(input, source, e)),
        state,
        brief,
        e);
  }

  private static String byHand(Input input, ByteSource source) {
    return input.packed()
        ? "unpack the archive into a directory, and name that"
        : "%s %s | %s".formatted(source.unpacker(), input.name(), input.reading().command());
  }

  private static String next(Input input, ByteSource source, IOException e) {
    if (!input.repeatable()) {
      return "what is missing of it has to be loaded by itself";
    }
    if (ByteSource.hasMore(e)) {
      return "take what follows out of the file, and load that by itself";
    }
    return source.unreadable() || ByteSource.endsTooEarly(e)
        ? "once the rest is there, the next run goes on with it"
        : "no checksum vouches for the last of them, so the next run compares them with the mended"
            + " file";
  }

  /** Returns the failure of an input that could not be opened. */
  static DamagedInputException unopened(Input input, IOException e) {
    return new DamagedInputException("cannot read %s: %s".formatted(input.name(), reason(e)), e);
  }

  /** The part that an earlier load has done is no longer there. */
  static DamagedInputException changed(Input input, Checkpoint start) {
    return new DamagedInputException(
        "%s has changed since it was loaded up to %s: what lies before that is no longer the same; nothing of it is loaded now: --keep-loaded loads what follows %s and leaves what was loaded as it is, --alike other loads all of it as another file, --from-start all that the command names"
            .formatted(input.name(), place(start), place(start)),
        null);
  }

  private static String place(Checkpoint at) {
    return "%s %,d".formatted(at.unit().word(), at.lines());
  }

  /** It is another one by now. */
  static DamagedInputException replaced(Input input) {
    return new DamagedInputException(
        "%s is not the file any more that it was when this load began; all before it is loaded: run the command again for the rest"
            .formatted(input.name()),
        null);
  }

  /** Why an input can't be read, in a few words. */
  static String reason(IOException e) {
    if (e instanceof EOFException) {
      return "it ends too early";
    }
    if (e instanceof NoSuchFileException) {
      return "it is gone";
    }
    if (e instanceof AccessDeniedException) {
      return "access is denied";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
