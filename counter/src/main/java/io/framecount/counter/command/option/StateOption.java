package io.framecount.counter.command.option;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Directory for state on this machine, all of which Kafka can restore. */
public final class StateOption {
  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description =
          "Directory for state, which Kafka can restore. Default: $XDG_STATE_HOME/framecount, "
              + "else ~/.local/state/framecount.")
  private Path directory;

  public Path directory() {
    if (directory != null) {
      return directory.toAbsolutePath();
    }
    String xdg = System.getenv("XDG_STATE_HOME");
    Path base =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(xdg);
    return base.resolve("framecount");
  }
}
