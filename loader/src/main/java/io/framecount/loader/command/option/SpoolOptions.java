package io.framecount.loader.command.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options for the spool's place and size. */
public final class SpoolOptions {
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
   * Says what is wrong with these options, or nothing.
   *
   * @param wanted whether a spool is wanted
   * @param files what is to be loaded
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
