package io.framecount.loader.input;

import io.framecount.common.input.Shape;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/**
 * An input could be read only up to some point; the message says where. What came before it was
 * delivered.
 */
public final class InputDamaged extends Exception {
  private static final long serialVersionUID = 1L;

  private InputDamaged(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * The content breaks off.
   *
   * @param rawBytes how much of the input was taken, as it lies there
   */
  static InputDamaged at(Input input, long rawBytes, Checkpoint reached, IOException e) {
    if (e instanceof Shape.Foreign || e.getCause() instanceof Shape.Foreign) {
      return new InputDamaged("%s %s".formatted(input.name(), e.getMessage()), e);
    }
    return new InputDamaged(
        "%s is damaged: %s near byte %,d of the file, after line %,d (byte %,d of the content); all lines before that are loaded, nothing after it"
            .formatted(input.name(), reason(e), rawBytes, reached.lines(), reached.position()),
        e);
  }

  /** It can't even be begun. */
  static InputDamaged unopened(Input input, IOException e) {
    return new InputDamaged("cannot read %s: %s".formatted(input.name(), reason(e)), e);
  }

  /** What an earlier load has done is no longer there. */
  static InputDamaged changed(Input input, Checkpoint start) {
    return new InputDamaged(
        "%s has changed since it was loaded up to line %,d: what lies before that is no longer the same; use --from-start to load all of it again"
            .formatted(input.name(), start.lines()),
        null);
  }

  /** It is another one by now. */
  static InputDamaged replaced(Input input) {
    return new InputDamaged(
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
