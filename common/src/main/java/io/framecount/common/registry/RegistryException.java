package io.framecount.common.registry;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import java.util.Set;

/**
 * The registry answered, with an error. Its message is a sentence for the user, so where nobody
 * knows better it may end the command as it is.
 */
public final class RegistryException extends CommandFailure {
  private static final long serialVersionUID = 1L;

  /** Subject, version, schema. A plain 404 says that the URL is wrong. */
  private static final Set<Integer> NOT_FOUND = Set.of(40401, 40402, 40403);

  private static final Set<Integer> REFUSED = Set.of(409, 422);

  private final int status;
  private final int errorCode;
  private final String answer;

  RegistryException(String url, int status, int errorCode, String answer) {
    super(
        REFUSED.contains(status) ? ExitCode.SCHEMA : ExitCode.FAILED,
        "the schema registry at %s answered with error %d: %s".formatted(url, errorCode, answer));
    this.status = status;
    this.errorCode = errorCode;
    this.answer = answer;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Confluent's error code, such as 40401 for a missing subject. */
  public int errorCode() {
    return errorCode;
  }

  /** The registry's own words. */
  public String answer() {
    return answer;
  }

  /** Whether the registry knows no such schema, subject or version. */
  public boolean notFound() {
    return status == 404 && NOT_FOUND.contains(errorCode);
  }
}
