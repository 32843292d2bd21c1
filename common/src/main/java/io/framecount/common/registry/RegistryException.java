package io.framecount.common.registry;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import java.util.Locale;
import java.util.Set;

/**
 * An error that the registry answered. Its message is a sentence for the user, so it may end the
 * command as it is.
 */
public final class RegistryException extends CommandFailure {
  private static final long serialVersionUID = 1L;

  /** Error codes of a missing subject, version or schema. A plain 404 means a wrong URL. */
  private static final Set<Integer> NOT_FOUND = Set.of(40401, 40402, 40403);

  private static final Set<Integer> REFUSED = Set.of(409, 422);

  /** HTTP status for missing credentials, and for insufficient ones. */
  private static final Set<Integer> NO_ACCESS = Set.of(401, 403);

  /** Error code of Confluent, Karapace and Redpanda in the modes READONLY and IMPORT. */
  private static final int NOT_IN_THIS_MODE = 42205;

  /** Karapace's error code for schemas with references, where it takes none. */
  private static final int NO_REFERENCES = 44302;

  private final int status;
  private final int errorCode;
  private final String answer;

  RegistryException(String url, int status, int errorCode, String answer) {
    super(
        REFUSED.contains(status) ? ExitCode.SCHEMA : ExitCode.FAILED,
        sentence(url, status, errorCode, answer));
    this.status = status;
    this.errorCode = errorCode;
    this.answer = answer;
  }

  private static String sentence(String url, int status, int errorCode, String answer) {
    if (NO_ACCESS.contains(status)) {
      return "the schema registry at %s refuses access (HTTP %d); check its credentials%s"
          .formatted(url, status, answer.isBlank() ? "" : " (it says: %s)".formatted(answer));
    }
    if (isImporting(errorCode, answer)) {
      return "the schema registry at %s is in mode IMPORT now, in which it takes schemas only along with their ids, from another registry (it says: %s)"
          .formatted(url, answer);
    }
    if (isReadOnly(status, errorCode, answer)) {
      return "the schema registry at %s is read-only now, so nothing can be registered there (it says: %s)"
          .formatted(url, answer);
    }
    if (errorCode == NO_REFERENCES) {
      return "the schema registry at %s takes no schema that refers to others (it says: %s)"
          .formatted(url, answer);
    }
    return "the schema registry at %s answered with error %d: %s".formatted(url, errorCode, answer);
  }

  private static boolean isImporting(int errorCode, String answer) {
    return errorCode == NOT_IN_THIS_MODE && answer.toLowerCase(Locale.ROOT).contains("import");
  }

  /** Recognizes a read-only registry; Apicurio has no code for it, only words. */
  private static boolean isReadOnly(int status, int errorCode, String answer) {
    return errorCode == NOT_IN_THIS_MODE
        || (REFUSED.contains(status) && answer.toLowerCase(Locale.ROOT).contains("read-only"));
  }

  /** Returns whether the registry takes no new schemas at all now. */
  public boolean readOnly() {
    return isReadOnly(status, errorCode, answer);
  }

  /** Returns whether the registry denies access, so that asking again is useless. */
  public boolean accessRefused() {
    return NO_ACCESS.contains(status);
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

  /** Returns whether the registry knows no such schema, subject or version. */
  public boolean notFound() {
    return status == 404 && NOT_FOUND.contains(errorCode);
  }
}
