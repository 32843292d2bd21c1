package io.framecount.counter.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framecount.common.cli.CommandFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFormatTest {
  private static final Instant TIME = Instant.parse("2016-07-11T13:39:00Z");

  @TempDir private Path state;

  @Test
  void isNotedWithTheFirstIncrement() {
    try (MergedTopic topic = new MergedTopic(state, Duration.ofHours(1), null, 0)) {
      assertThat(topic.dueStore().get(StateFormat.KEY)).isNull();
      assertThatCode(() -> new StateFormat(topic.dueStore())).doesNotThrowAnyException();
      topic.add(TIME, null, "anna");
      assertThat(topic.dueStore().get(StateFormat.KEY)).containsExactly(0, 0, 0, 1);
      assertThatCode(() -> new StateFormat(topic.dueStore())).doesNotThrowAnyException();
    }
  }

  @Test
  void aNewerOneIsRefused() {
    try (MergedTopic topic = new MergedTopic(state, Duration.ofHours(1), null, 0)) {
      topic.dueStore().put(StateFormat.KEY, new byte[] {0, 0, 0, 2});
      assertThatThrownBy(() -> new StateFormat(topic.dueStore()))
          .isInstanceOf(CommandFailure.class)
          .hasMessage(
              "a newer version of the counter wrote the state (format 2, this one knows 1); run"
                  + " that version, or count into another --output");
    }
  }
}
