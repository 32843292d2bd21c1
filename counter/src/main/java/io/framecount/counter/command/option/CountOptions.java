package io.framecount.counter.command.option;

import io.framecount.common.cli.option.EpochUnitOption;
import io.framecount.common.cli.option.TimeZoneOption;
import io.framecount.counter.frame.field.WantedFields;
import io.framecount.counter.frame.field.WantedFields.Unsaid;
import io.framecount.counter.progress.CountSettings;
import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.window.Windows;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Settings of a count, which stay the same from its first frame to its last. */
public final class CountOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--windows",
      paramLabel = "SIZES",
      defaultValue = "minute",
      description =
          "Windows to count, separated by commas: minute, hour, day, week (from Monday), "
              + "month, year, and minutes or hours that divide a day, such as 15m or 2h. "
              + "Default: ${DEFAULT-VALUE}.")
  private String windows;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "Time zone of the windows, such as Europe/Berlin. Default: ${DEFAULT-VALUE}.")
  private String zone;

  @Option(
      names = "--method",
      paramLabel = "NAME[:N]",
      defaultValue = "theta",
      description = {
        "How to count unique users. Default: ${DEFAULT-VALUE}.",
        "theta:N - exact up to N users (a power of two, 16 to 67108864; 65536 unless given), then"
            + " within ±0.8%% at 65536;",
        "hll:N - HyperLogLog of 2^N registers (3 to 26; 14);",
        "ull:N - UltraLogLog of 2^N registers (3 to 26; 14);",
        "linear:N - linear counting in N bits (a multiple of 8, 8 to 1073741824; 524288);",
        "exact - a set of all users, for comparison."
      })
  private String method;

  @Option(
      names = "--max-groups",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "With --by, the most groups per window: the first ones get rows of their own, all "
              + "others share the group (other). Default: ${DEFAULT-VALUE}.")
  private int maxGroups;

  @Mixin private EpochUnitOption epochUnit;
  @Mixin private TimeZoneOption timeZone;

  /**
   * Returns all settings.
   *
   * @throws ParameterException if the number of groups is not positive
   */
  public CountSettings settings(WantedFields fields) {
    if (maxGroups < 1) {
      throw new ParameterException(
          command.commandLine(), "--max-groups must be 1 or more, not " + maxGroups);
    }
    Windows asked = Windows.parse(windows, zone);
    Optional<ZoneId> textZone = timeZone.zone();
    Unsaid unsaid = Unsaid.of(epochUnit.unit(), textZone.orElse(asked.zone()), textZone);
    return new CountSettings(asked, fields.with(unsaid), UniqueMethod.parse(method), maxGroups);
  }
}
