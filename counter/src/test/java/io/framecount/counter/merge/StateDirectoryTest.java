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
    try (StateDirectory one = StateDirectory.take(base, "cluster", "app", "topic")) {
      first = one.path();
      try (StateDirectory two = StateDirectory.take(base, "cluster", "app", "topic")) {
        assertThat(two.path()).isNotEqualTo(first).isDirectory();
      }
    }
    try (StateDirectory again = StateDirectory.take(base, "cluster", "app", "topic")) {
      assertThat(again.path()).isEqualTo(first);
    }
  }

  @Test
  void stateOfOneClusterIsNotThatOfAnother() {
    try (StateDirectory one = StateDirectory.take(base, "cluster", "app", "topic");
        StateDirectory other = StateDirectory.take(base, "another", "app", "topic")) {
      assertThat(other.path()).isNotEqualTo(one.path());
    }
  }

  @Test
  void stateOfTopicsThatWereDeletedIsDeletedToo() throws IOException {
    Path kept;
    try (StateDirectory one = StateDirectory.take(base, "cluster", "app", "topic")) {
      kept = Files.createDirectories(one.path().resolve("0_0")).resolve("file");
      Files.createFile(kept);
    }
    try (StateDirectory same = StateDirectory.take(base, "cluster", "app", "topic")) {
      assertThat(same.path().resolve("0_0")).isDirectory();
      assertThat(kept).exists();
    }
    try (StateDirectory anew = StateDirectory.take(base, "cluster", "app", "another")) {
      assertThat(anew.path()).isEmptyDirectory();
    }
  }

  @Test
  void aPlaceThatCannotBeUsedIsTold() throws IOException {
    Path file = Files.createFile(base.resolve("file"));
    assertThatThrownBy(() -> StateDirectory.take(file, "cluster", "app", "topic"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("--state-dir");
  }
}
