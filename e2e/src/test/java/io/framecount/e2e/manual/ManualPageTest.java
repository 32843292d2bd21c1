package io.framecount.e2e.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.e2e.manual.ManualPage.Background;
import io.framecount.e2e.manual.ManualPage.Command;
import io.framecount.e2e.manual.ManualPage.Endless;
import io.framecount.e2e.manual.ManualPage.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No command of the manual escapes the test that runs them. */
class ManualPageTest {
  /** The beginnings of lines that are commands. */
  private static final Pattern TYPED =
      Pattern.compile(
          "\\$? *(bin/|\\./|(docker|kubectl|mvn|kcat|kafka-\\w+|curl|man|tail|export|source|cat|zcat"
              + "|jq|npm|apt|git|java|python3?|echo|for)\\s).*");

  static Stream<ManualPage> pages() {
    return ManualPage.all();
  }

  static final List<RunElsewhere> ELSEWHERE = RunElsewhere.ALL;

  @ParameterizedTest
  @MethodSource("pages")
  void whatIsTypedIsInBlocksThatAreRun(ManualPage page) {
    for (CodeBlock block : page.blocks()) {
      assertThat(block.language()).isIn("", "sh", "tsv", "text", "json", "properties");
      if (!block.isShell()) {
        assertThat(block.lines())
            .as("a block marked %s is not run", block.language())
            .noneMatch(line -> TYPED.matcher(line).matches());
      }
    }
  }

  /** The page's reader would not see an indented fence. */
  @ParameterizedTest
  @MethodSource("pages")
  void fencesStandAtTheBeginningOfTheirLines(ManualPage page) throws IOException {
    assertThat(Files.readAllLines(page.path()))
        .noneMatch(line -> line.matches("(\\s+```|\\s*~~~).*"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void whatIsRunLooksLikeWhatIsTyped(ManualPage page) {
    for (CodeBlock block : page.blocks()) {
      if (block.isShell()) {
        assertThat(block.commands()).allMatch(line -> typedOrSet(line), "is a command");
      }
    }
  }

  @ParameterizedTest
  @FieldSource("ELSEWHERE")
  void whatIsLeftOutIsInTheManualAndDoneElsewhere(RunElsewhere leftOut) {
    assertThat(leftOut.isDone()).isTrue();
    assertThat(ManualPage.all().flatMap(page -> page.blocks().stream()))
        .anyMatch(block -> block.isShell() && block.commands().stream().anyMatch(leftOut::means));
  }

  @Test
  void readsAllThatAPageCanSay() {
    ManualPage page =
        page(
            "```",
            "bin/loader --dry-run \\",
            "  --file a    # exit code 3",
            "cat > a <<'END'",
            "bin/none",
            "END",
            "bin/demo",
            "bin/counter --topic a &",
            "bin/counter show --watch    # each second, until Ctrl-C",
            "```",
            "",
            "```text",
            "like this",
            "```",
            "",
            "Some prose.",
            "",
            "```text",
            "an example",
            "```",
            "```tsv",
            "a\tb",
            "```");
    assertThat(page.steps())
        .containsExactly(
            new Command("bin/loader --dry-run \\\n  --file a    # exit code 3", 3),
            new Command("cat > a <<'END'\nbin/none\nEND", 0),
            new Background("bin/counter --topic a"),
            new Endless("bin/counter show --watch"),
            new Shown("like this\n", false),
            new Shown("a\tb\n", true));
  }

  private static ManualPage page(String... lines) {
    return new ManualPage(Path.of("page.md"), CodeBlock.of(List.of(lines)));
  }

  private static boolean typedOrSet(String command) {
    return TYPED.matcher(command.lines().findFirst().orElse("")).matches()
        || PageRun.isSetting(command);
  }
}
