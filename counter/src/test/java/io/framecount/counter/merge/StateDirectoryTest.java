package io.framecount.counter.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framecount.common.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
  @TempDir private Path base;

  @Test
  void eachInstanceHasItsOwnAndTheFirstFreeOneIsTakenAgain() {
    Path first;
    try (StateDirectory one = StateDirectory.take(base, "cluster", "app")) {
      first = one.path();
      try (StateDirectory two = StateDirectory.take(base, "cluster", "app")) {
        assertThat(two.path()).isNotEqualTo(first).isDirectory();
      }
    }
    try (StateDirectory again = StateDirectory.take(base, "cluster", "app")) {
      assertThat(again.path()).isEqualTo(first);
    }
  }

  @Test
  void stateOfOneClusterIsNotThatOfAnother() {
    try (StateDirectory one = StateDirectory.take(base, "cluster", "app");
        StateDirectory other = StateDirectory.take(base, "another", "app")) {
      assertThat(other.path()).isNotEqualTo(one.path());
    }
  }

  @Test
  void aPlaceThatCannotBeUsedIsTold() throws IOException {
    Path file = Files.createFile(base.resolve("file"));
    assertThatThrownBy(() -> StateDirectory.take(file, "cluster", "app"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("--state-dir");
  }
}
