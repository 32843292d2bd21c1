package io.framecount.loader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the loader says of itself to the shell. */
class ShellTest {
  @TempDir Path directory;

  @Test
  void isCompletedInBash() throws Exception {
    String script = CliRun.of(new LoaderCommand(), "--completion").stdout();
    Path file = Files.writeString(directory.resolve("loader.sh"), script);
    assertThat(pressed(file, "loader", "--on-ou")).isEqualTo("--on-outage");
    assertThat(pressed(file, "loader", "--on-outage", "")).isEqualTo("wait fail drop spool");
    // Its label is that of another option.
    assertThat(pressed(file, "loader", "--unknown-fields", "")).isEqualTo("drop fail collect");
    assertThat(pressed(file, "loader", "--delivery", "ex")).isEqualTo("exactly-once");
    assertThat(pressed(file, "loader", "chec")).isEqualTo("check");
    assertThat(pressed(file, "loader", "check", "--record-timestamp", "e")).isEqualTo("event");
  }

  @Test
  void hasAPageForEachCommand() throws Exception {
    assertThat(CliRun.of(new LoaderCommand(), "--man-pages", directory.toString()).code()).isZero();
    assertThat(directory.resolve("man1/loader-check.1")).exists();
    assertThat(Files.readString(directory.resolve("man1/loader.1"), UTF_8))
        .contains("\\fB\\-\\-on\\-outage\\fR \\fIPOLICY\\fR", "or P% of the lines");
  }

  /** What bash offers when the tabulator is pressed after the last word. */
  private static String pressed(Path script, String... words) throws Exception {
    String press =
        ". \"$0\"; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _complete_loader;"
            + " echo \"${COMPREPLY[*]}\"";
    List<String> command = new ArrayList<>(List.of("bash", "-c", press, script.toString()));
    command.addAll(List.of(words));
    Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(bash.getInputStream().readAllBytes(), UTF_8).strip();
  }
}
