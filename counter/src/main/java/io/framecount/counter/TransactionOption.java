package io.framecount.counter;

import io.framecount.common.cli.DurationConverter;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long to wait for transactions that others have open. */
final class TransactionOption {
  @Option(
      names = "--transaction-wait",
      paramLabel = "DURATION",
      defaultValue = "75s",
      converter = DurationConverter.class,
      description = {
        "Wait this long for a transaction that is open before the end of the topic and hides the"
            + " frames behind it, such as one of a producer that was killed. If it stays open, the"
            + " exit code is 3. Default: ${DEFAULT-VALUE}, which outlasts the usual"
            + " transaction.timeout.ms of a minute."
      })
  private Duration wait;

  Duration patience() {
    return wait;
  }
}
