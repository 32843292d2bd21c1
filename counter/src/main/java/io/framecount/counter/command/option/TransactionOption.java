package io.framecount.counter.command.option;

import io.framecount.common.cli.option.DurationConverter;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Time to wait for open transactions of other programs. */
public final class TransactionOption {
  @Option(
      names = "--transaction-wait",
      paramLabel = "DURATION",
      defaultValue = "75s",
      converter = DurationConverter.class,
      description =
          "How long to wait for an open transaction that hides frames at the end of the "
              + "topic, such as that of a killed producer. If it stays open, the exit code is "
              + "3. Default: ${DEFAULT-VALUE}, which outlasts the usual transaction.timeout.ms "
              + "of one minute.")
  private Duration wait;

  public Duration patience() {
    return wait;
  }
}
