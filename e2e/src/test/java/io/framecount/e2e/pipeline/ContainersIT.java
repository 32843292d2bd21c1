package io.framecount.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.framecount.e2e.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads and counts with the images that users have, where there is a container engine. */
class ContainersIT {
  private static Containers containers;

  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    assumeThat(Containers.haveAnEngine()).as("no container engine answers here").isTrue();
    containers = Containers.start();
  }

  @AfterAll
  static void stop() {
    if (containers != null) {
      containers.close();
    }
  }

  @Test
  void ourLaunchersCountOnThem() throws IOException {
    Launcher shell =
        Launcher.in(directory).reaching(containers.bootstrapServers(), containers.registryUrl());
    Path expected = directory.resolve("expected.tsv");
    run(shell, "loader", "generate", "--count=5000", "--output=s.gz", "--expected=" + expected);
    run(shell, "loader", "--file=s.gz", "--topic=frames", "--register");
    run(shell, "counter", "--topic=frames", "--until-end");
    assertThat(run(shell, "counter", "show", "--topic=frames", "--format=tsv"))
        .isEqualTo(Files.readString(expected));
    run(shell, "counter", "verify", "--topic=frames");
  }

  @Test
  void ourImageCountsOnThem() {
    assumeThat(Containers.haveOurImage()).as("docker build -t framecount:local . first").isTrue();
    containers.runInOurImage(
        """
        loader generate --count 5000 --output s.gz --expected expected.tsv
        loader --file s.gz --topic inside --register
        counter --topic inside --until-end
        counter show --topic inside --format tsv | diff - expected.tsv
        """);
  }

  private static String run(Launcher shell, String name, String... arguments) {
    Launcher.Run run = shell.run(name, arguments);
    assertThat(run.code()).as(run.stderr()).isZero();
    return run.stdout();
  }
}
