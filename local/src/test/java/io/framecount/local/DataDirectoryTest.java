package io.framecount.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framecount.common.cli.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir private Path directory;

  @Test
  void deletesATemporaryDirectoryWithAllThatIsInIt() throws Exception {
    Path below;
    try (DataDirectory data = DataDirectory.open(Optional.empty())) {
      below = data.directory("kafka");
      Files.writeString(below.resolve("file"), "text");
    }
    assertThat(below.getParent()).doesNotExist();
  }

  @Test
  void keepsAGivenDirectory() throws Exception {
    try (DataDirectory data = DataDirectory.open(Optional.of(directory))) {
      Files.writeString(data.directory("kafka").resolve("file"), "text");
    }
    assertThat(directory.resolve("kafka/file")).hasContent("text");
  }

  @Test
  void isForOneAtATime() {
    Optional<Path> kept = Optional.of(directory);
    try (DataDirectory held = DataDirectory.open(kept)) {
      assertThatThrownBy(() -> DataDirectory.open(kept))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("in use");
      assertThat(held).isNotNull();
    }
    DataDirectory.open(kept).close();
  }

  @Test
  void saysWhenItCannotBeUsed() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "text");
    assertThatThrownBy(() -> DataDirectory.open(Optional.of(file)))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("--data-dir");
  }
}
