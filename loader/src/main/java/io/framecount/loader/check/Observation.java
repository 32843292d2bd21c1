package io.framecount.loader.check;

import io.framecount.common.cli.ErrorMapper;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.Secrets;
import java.util.Locale;

/**
 * The result of one check.
 *
 * @param what such as {@code broker 127.0.0.1:9092}
 * @param found its state
 * @param hint the cure; null if none is needed
 * @param code the exit code of a load, if it would fail
 */
record Observation(String what, CheckStatus verdict, String found, String hint, ExitCode code) {
  static Observation ok(String what, String found) {
    return new Observation(what, CheckStatus.OK, found, null, ExitCode.OK);
  }

  static Observation unknown(String what, String found) {
    return new Observation(what, CheckStatus.UNKNOWN, found, null, ExitCode.OK);
  }

  static Observation warning(String what, String found, String hint) {
    return new Observation(what, CheckStatus.WARNING, found, hint, ExitCode.OK);
  }

  static Observation failed(String what, String found, String hint) {
    return new Observation(what, CheckStatus.FAILED, found, hint, ExitCode.FAILED);
  }

  /** Returns what a load would say and end with. */
  static Observation failed(String what, RuntimeException failure) {
    ErrorMapper.Sentence sentence = ErrorMapper.map(failure);
    return of(what, CheckStatus.FAILED, Secrets.masked(sentence.text()), sentence.code());
  }

  /** A sentence that ends with what to do, after its last semicolon. */
  static Observation of(String what, CheckStatus verdict, String sentence, ExitCode code) {
    int end = sentence.lastIndexOf("; ");
    return end < 0
        ? new Observation(what, verdict, sentence, null, code)
        : new Observation(
            what, verdict, sentence.substring(0, end), sentence.substring(end + 2), code);
  }

  /** The outcome of a check. */
  enum CheckStatus {
    OK,
    /** The check was not possible, or gave no answer. */
    UNKNOWN,
    /** A load would work, but not as one may think. */
    WARNING,
    /** A load would fail. */
    FAILED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
