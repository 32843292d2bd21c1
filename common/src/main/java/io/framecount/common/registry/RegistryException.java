package io.framecount.common.registry;

/**
 * The registry answered with an error. Not a failure of the network: that is a {@code
 * CommandFailure}.
 */
public final class RegistryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final int errorCode;

  RegistryException(int status, int errorCode, String message) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Confluent's error code, such as 40401 for a missing subject; 0 if the answer had none. */
  public int errorCode() {
    return errorCode;
  }

  /** Whether the registry knows no such schema, subject or version. */
  public boolean notFound() {
    return status == 404;
  }
}
