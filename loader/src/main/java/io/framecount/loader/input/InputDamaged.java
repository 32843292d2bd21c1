package io.framecount.loader.input;

/**
 * An input could be read only up to some point; the message says where. What came before it was
 * delivered.
 */
public final class InputDamaged extends Exception {
  private static final long serialVersionUID = 1L;

  InputDamaged(String message, Throwable cause) {
    super(message, cause);
  }
}
