package io.framecount.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.e2e.Launcher;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The counter sets a frame with a doubtful time aside, the loader replays it, and the counter
 * counts it.
 */
class SetAsideReplayIT {
  private static final long TIME = 1_468_244_340_000L;
  private static final int FRAMES = 300;

  @TempDir Path directory;
  private Launcher launcher;
  private String topic;

  @BeforeEach
  void load() throws IOException {
    launcher = Launcher.onSharedPlatform(directory);
    topic = SharedPlatform.newTopic("frames", 1);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < FRAMES; i++) {
      lines.append("{\"ts\":%d,\"uid\":\"user-%d\"}%n".formatted(TIME + i, i % 7));
    }
    lines.append("{\"ts\":%d,\"uid\":\"flipped\"}%n".formatted(TIME ^ 1L << 34));
    Files.writeString(directory.resolve("a.jsonl"), lines);
    run(0, "loader", "--file", "a.jsonl", "--topic", topic, "--register");
  }

  @Test
  void whatIsBroughtBackIsCounted() {
    String before = count(3);
    assertThat(before)
        .isEqualTo("minute\tframes\tunique_users\n2016-07-11T13:39:00Z\t%d\t7\n".formatted(FRAMES));
    // A second count of the same topic has a letter of its own of the same record.
    assertThat(count(3, "--output", topic + "-second")).isEqualTo(before);

    assertThat(replay())
        .contains("1 that were set aside by a counter are back")
        .contains("1 were letters of records that are back already");
    String after = before.replaceFirst("\n", "\n2015-12-25T17:27:00Z\t1\t1\n");
    assertThat(count(0)).isEqualTo(after);
    assertThat(count(0, "--output", topic + "-second")).isEqualTo(after);

    // The letter of a third count comes when the record has long been back.
    assertThat(count(3, "--output", topic + "-third")).isEqualTo(after);
    assertThat(replay()).doesNotContain("are back,").contains("back already");
    assertThat(replay()).contains("no dead letters");
    assertThat(count(0)).isEqualTo(after);
  }

  private String replay() {
    return run(0, "loader", "replay", "--topic", topic);
  }

  private String count(int code, String... more) {
    String[] arguments = {"--topic", topic, "--until-end", "--format", "tsv"};
    String[] all = new String[arguments.length + more.length];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return run(code, "counter", all);
  }

  private String run(int code, String name, String... arguments) {
    Launcher.Run run = launcher.run(name, arguments);
    assertThat(run.code()).as(run.stderr()).isEqualTo(code);
    return run.stdout();
  }
}
