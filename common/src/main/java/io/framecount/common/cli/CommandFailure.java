package io.framecount.common.cli;

/**
 * A failure whose message is already the sentence a user should read: what happened, where, and
 * what to do. It is printed as it is, without a stack trace.
 */
public class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode code;

  /** A failure that ends the process with {@link ExitCode#FAILED}. */
  public CommandFailure(String sentence) {
    this(ExitCode.FAILED, sentence, null);
  }

  public CommandFailure(String sentence, Throwable cause) {
    this(ExitCode.FAILED, sentence, cause);
  }

  public CommandFailure(ExitCode code, String sentence) {
    this(code, sentence, null);
  }

  public CommandFailure(ExitCode code, String sentence, Throwable cause) {
    super(sentence, cause);
    this.code = code;
  }

  public ExitCode code() {
    return code;
  }
}
