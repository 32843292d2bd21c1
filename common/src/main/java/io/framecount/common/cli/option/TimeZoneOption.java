package io.framecount.common.cli.option;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The time zone of times that have no offset from UTC. */
public final class TimeZoneOption {
  @Option(
      names = "--time-zone",
      paramLabel = "ZONE",
      description =
          "Time zone of timestamps without an offset, such as 2016-07-11T13:39:44. A time "
              + "that the clocks skip is moved forward; of a time that occurs twice, the first "
              + "is taken. Default: UTC for JSON; the number of such times is reported.")
  private String zone;

  /**
   * Returns the zone that the user chose, if any.
   *
   * @throws CommandFailure with {@link ExitCode#USAGE} if there is none of that name
   */
  public Optional<ZoneId> zone() {
    return Optional.ofNullable(zone).map(TimeZoneOption::parse);
  }

  /**
   * Finds a zone by its name.
   *
   * @throws CommandFailure with {@link ExitCode#USAGE} if there is none
   */
  public static ZoneId parse(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "no time zone is called '%s'; name one such as UTC, Europe/Berlin or +02:00"
              .formatted(name),
          e);
    }
  }
}
