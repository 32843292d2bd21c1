package io.framecount.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| \\S.* \\|$");

  @Test
  void areThoseInTheReadme() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    String table = readme.substring(readme.indexOf("| exit code |"));
    List<Integer> documented =
        ROW.matcher(table.substring(0, table.indexOf("\n\n")))
            .results()
            .map((MatchResult row) -> Integer.valueOf(row.group(1)))
            .toList();

    assertThat(documented)
        .isEqualTo(Arrays.stream(ExitCode.values()).map(ExitCode::value).toList());
  }
}
