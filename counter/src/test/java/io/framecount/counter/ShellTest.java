package io.framecount.counter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the counter says of itself to the shell. */
class ShellTest {
  @TempDir Path directory;

  @Test
  void isCompletedInBash() throws Exception {
    String script = CliRun.of(new CounterCommand(), "--completion").stdout();
    Path file = Files.writeString(directory.resolve("counter.sh"), script);
    String press =
        ". \"$0\"; COMP_WORDS=(counter show --format ''); COMP_CWORD=3; _complete_counter;"
            + " echo \"${COMPREPLY[*]}\"";
    Process bash =
        new ProcessBuilder("bash", "-c", press, file.toString()).redirectErrorStream(true).start();
    assertThat(new String(bash.getInputStream().readAllBytes(), UTF_8).strip())
        .isEqualTo("table tsv json");
  }

  @Test
  void hasAPageForEachCommand() throws Exception {
    assertThat(CliRun.of(new CounterCommand(), "--man-pages", directory.toString()).code())
        .isZero();
    assertThat(Files.readString(directory.resolve("man1/counter-show.1"), UTF_8))
        .contains("\\fB\\-\\-interval\\fR \\fIDURATION\\fR", "PT0.5S. Default: 1s.");
    assertThat(directory.resolve("man1/counter.1")).exists();
  }
}
