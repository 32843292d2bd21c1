package io.framecount.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.bench.pipeline.ManualPage.Background;
import io.framecount.bench.pipeline.ManualPage.Command;
import io.framecount.bench.pipeline.ManualPage.Shown;
import io.framecount.bench.pipeline.ManualPage.Step;
import io.framecount.local.LocalPlatform;
import io.framecount.local.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Does what the README and the manual tell users to do, each page in order, in one directory,
 * against a platform of its own, and sees what they show.
 */
class DocumentedCommandsIT {
  @TempDir Path directory;

  static Stream<ManualPage> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> found = Files.walk(Launcher.root().resolve("docs"))) {
      found.filter(path -> path.toString().endsWith(".md")).forEach(pages::add);
    }
    pages.add(Launcher.root().resolve("README.md"));
    return pages.stream().sorted().map(ManualPage::read).filter(page -> !page.steps().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandOfThePageWorks(ManualPage page) throws IOException {
    for (String shipped : List.of("bin", "schemas")) {
      Files.createSymbolicLink(directory.resolve(shipped), Launcher.root().resolve(shipped));
    }
    List<Launcher.Started> behind = new ArrayList<>();
    OtherPorts ports = OtherPorts.instead();
    try (LocalPlatform platform = LocalPlatform.start(Settings.temporary())) {
      Launcher shell =
          Launcher.in(directory).reaching(platform.bootstrapServers(), platform.registryUrl());
      try {
        follow(page.steps(), ports, shell, behind);
      } finally {
        behind.forEach(started -> started.process().destroy());
        behind.forEach(shell::finish);
      }
    }
  }

  private static void follow(
      List<Step> steps, OtherPorts ports, Launcher shell, List<Launcher.Started> behind) {
    Launcher.Run last = null;
    for (Step step : steps) {
      if (step instanceof Command command) {
        last = shell.finish(shell.start(bash(needed(ports.in(command.text())))));
        assertThat(last.code())
            .as("%s%n%s", command.text(), last.stderr())
            .isEqualTo(command.code());
      } else if (step instanceof Background command) {
        // The shell becomes the command, so that it is this that is stopped at the end.
        behind.add(shell.start(bash("exec " + ports.in(command.text()))));
      } else if (step instanceof Shown shown) {
        assertThat(last.stdout()).as(last.stderr()).isEqualTo(shown.stdout());
      }
    }
    assertThat(behind)
        .allSatisfy(run -> assertThat(run.process().isAlive()).as(run.stderr()).isTrue());
  }

  /** Few machines lack curl; what others do there is tried nevertheless. */
  private static String needed(String text) {
    return text.startsWith("curl ") ? "! command -v curl >&2 || " + text : text;
  }

  private static List<String> bash(String text) {
    return List.of("bash", "-c", text);
  }
}
