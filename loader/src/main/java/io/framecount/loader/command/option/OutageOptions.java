package io.framecount.loader.command.option;

import io.framecount.loader.outage.OnOutage;
import io.framecount.loader.produce.DroppedRecords;
import io.framecount.loader.produce.Guarantee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options for outages of Kafka during a load. */
public final class OutageOptions {
  @Option(
      names = "--on-outage",
      paramLabel = "POLICY",
      defaultValue = "wait",
      description =
          "If Kafka becomes unavailable during the load: wait (without limit), fail (after "
              + "--outage-timeout), drop (frames not delivered in that time; not with "
              + "exactly-once), or spool (keep stdin in --spool-dir and wait). Default: "
              + "${DEFAULT-VALUE}.")
  private OnOutage onOutage;

  @Option(
      names = "--outage-timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "How long fail and drop keep trying, and how long the end of a load waits for an "
              + "unavailable mirror. Default: ${DEFAULT-VALUE}.")
  private int timeoutSeconds;

  @Mixin private SpoolOptions spool;

  public OnOutage onOutage() {
    return onOutage;
  }

  public Duration timeout() {
    return Duration.ofSeconds(timeoutSeconds);
  }

  public SpoolOptions spool() {
    return spool;
  }

  /** Returns how long the whole load may wait for Kafka; nothing if that has no end. */
  public Optional<Duration> limit() {
    return onOutage == OnOutage.FAIL ? Optional.of(timeout()) : Optional.empty();
  }

  /** Takes what is dropped, if that is wanted. */
  public Optional<DroppedRecords> drops() {
    return onOutage == OnOutage.DROP
        ? Optional.of(new DroppedRecords(timeout()))
        : Optional.empty();
  }

  /** Returns the fault in these options; empty if there is none. */
  public Optional<String> problem(Guarantee guarantee) {
    if (timeoutSeconds < 1 || timeoutSeconds > 86_400) {
      return Optional.of("--outage-timeout must be 1 to 86400 seconds, not " + timeoutSeconds);
    }
    if (onOutage == OnOutage.DROP && guarantee == Guarantee.EXACTLY_ONCE) {
      return Optional.of(
          "--on-outage drop breaks the promise of --delivery exactly-once; choose --delivery at-least-once or fire-and-forget with it, or --on-outage wait or fail");
    }
    if (onOutage == OnOutage.SPOOL && !guarantee.resumable()) {
      return Optional.of(
          "--on-outage spool must know what arrived, which --delivery %s does not; choose exactly-once or at-least-once"
              .formatted(guarantee));
    }
    return Optional.empty();
  }

  /** Options for the spool's place and size. */
  public static final class SpoolOptions {
    private static final long LEAST_BYTES = 1024 * 1024;

    @Option(
        names = "--spool-dir",
        paramLabel = "DIR",
        description =
            "Directory for --on-outage spool, created if missing. Lines that an earlier run "
                + "left there are loaded first.")
    private Path directory;

    @Option(
        names = "--spool-max-bytes",
        paramLabel = "BYTES",
        defaultValue = "1073741824",
        description =
            "Stop reading stdin when the spool reaches this size. Default: ${DEFAULT-VALUE}.")
    private long maxBytes;

    public Path directory() {
      return directory;
    }

    public long maxBytes() {
      return maxBytes;
    }

    /**
     * Returns the fault in these options; empty if there is none.
     *
     * @param wanted whether a spool is wanted
     * @param files the inputs to load
     */
    public Optional<String> problem(boolean wanted, List<String> files, boolean fromStart) {
      if (!wanted) {
        return directory == null
            ? Optional.empty()
            : Optional.of("--spool-dir is of use only with --on-outage spool");
      }
      if (directory == null) {
        return Optional.of("--on-outage spool needs --spool-dir");
      }
      if (!files.equals(List.of("-"))) {
        return Optional.of(
            "--on-outage spool is for stdin alone (--file -); files can be read again, so --on-outage wait loses nothing of them");
      }
      if (fromStart) {
        return Optional.of("--from-start is of no use with --on-outage spool");
      }
      return maxBytes >= LEAST_BYTES
          ? Optional.empty()
          : Optional.of("--spool-max-bytes must be %,d or more".formatted(LEAST_BYTES));
    }
  }
}
