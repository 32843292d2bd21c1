package io.framecount.e2e.manual;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the commands of the README and the manual, each page in order, in a directory of its own and
 * on an empty platform, and compares what they print with what the page shows. They take some
 * minutes, so only {@code mvn verify -Pmanual} runs them; {@code -Dmanual.pages=late.md} selects
 * one page.
 */
@Tag("manual")
class DocumentedCommandsIT {
  @TempDir Path directory;

  static Stream<ManualPage> pages() {
    String wanted = System.getProperty("manual.pages", ".*");
    return ManualPage.all()
        .filter(page -> page.toString().matches(wanted) && !page.steps().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandOfThePageWorks(ManualPage page) throws IOException {
    try (Surroundings around = Surroundings.of(page, directory);
        PageRun run = new PageRun(around.shell(), around::here)) {
      run.follow(page.steps());
    }
  }
}
