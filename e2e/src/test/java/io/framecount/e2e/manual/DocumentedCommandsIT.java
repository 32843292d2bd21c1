package io.framecount.e2e.manual;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Does what the README and the manual tell users to do, each page in order, in one directory,
 * against a platform of its own, and sees what they show. {@code -Dmanual.pages=late.md} is for
 * those who are at work on one.
 */
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
