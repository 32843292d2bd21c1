package io.framecount.counter;

import io.framecount.common.cli.DurationConverter;
import io.framecount.counter.merge.Ageing;
import java.time.Duration;
import picocli.CommandLine.Option;

/** When results are final, and for how long late frames are added to them. */
final class AgeOptions {
  @Option(
      names = "--settle-after",
      paramLabel = "DURATION",
      defaultValue = "10m",
      converter = DurationConverter.class,
      description = {
        "Call a result settled when its window is over and nothing came for it this long, by this"
            + " machine's clock. Default: ${DEFAULT-VALUE}."
      })
  private Duration settleAfter;

  @Option(
      names = "--hold",
      paramLabel = "DURATION",
      defaultValue = "35d",
      converter = HoldConverter.class,
      description = {
        "Give up a settled window's state when nothing came for it this long; frames that come later"
            + " are kept for 'counter recount'. Or: forever. Default: ${DEFAULT-VALUE}."
      })
  private HoldConverter.Hold hold;

  Ageing ageing() {
    return new Ageing(settleAfter, hold.time());
  }
}
