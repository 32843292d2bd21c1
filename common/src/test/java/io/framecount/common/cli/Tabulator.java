package io.framecount.common.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A bash that has read the completion script of a command, for tests of every module. */
public final class Tabulator {
  private final Path directory;
  private final Path script;

  private Tabulator(Path directory, Path script) {
    this.directory = directory;
    this.script = script;
  }

  /**
   * Asks the command for its script.
   *
   * @param directory where the script is kept, and bash runs
   */
  public static Tabulator of(Object command, Path directory) throws IOException {
    String script = CliRun.of(command, "--completion").stdout();
    return new Tabulator(directory, Files.writeString(directory.resolve("completion"), script));
  }

  /** What bash says of the script without running it; nothing if it is well. */
  String complaints() {
    return output("bash", "-n", script.toString());
  }

  /** What bash offers when the tabulator is pressed after the last of these words. */
  public String pressed(String... words) {
    // Outside of a completion, compopt would complain of being called.
    String press =
        "compopt() { :; }; . \"$0\"; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1));"
            + " \"_complete_$1\"; echo \"${COMPREPLY[*]}\"";
    List<String> command = new ArrayList<>(List.of("bash", "-c", press, script.toString()));
    command.addAll(List.of(words));
    return output(command.toArray(String[]::new));
  }

  /** All that a process says, on both of its streams. */
  private String output(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
      return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
