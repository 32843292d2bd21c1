package io.framecount.counter.recount;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.counter.frame.field.FrameFields;
import io.framecount.counter.frame.field.GroupText;
import io.framecount.counter.partial.GroupName;
import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.window.Window;
import io.framecount.counter.window.WindowSize;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecountedWindowTest {
  private static final Window WINDOW = new Window(WindowSize.MINUTE, 60_000, 120_000);
  private static final UniqueMethod METHOD = UniqueMethod.parse("theta");

  @Test
  void takesTheFramesOfTheWindowOnly() {
    RecountedWindow all = new RecountedWindow(WINDOW, null, Set.of(), METHOD);
    add(all, 59_999, "anna", "ios");
    add(all, 60_000, "anna", "ios");
    add(all, 119_999, "anna", "android");
    add(all, 120_000, "boris", "ios");
    assertThat(all.frames()).isEqualTo(2);
    assertThat(all.estimate().count()).isEqualTo(1);
  }

  @Test
  void takesTheFramesOfItsGroupOrOfAllThatHaveNoRow() {
    RecountedWindow ios = new RecountedWindow(WINDOW, "ios", Set.of(), METHOD);
    RecountedWindow others =
        new RecountedWindow(WINDOW, GroupName.OTHER, Set.of("ios", GroupName.OTHER), METHOD);
    for (RecountedWindow window : new RecountedWindow[] {ios, others}) {
      add(window, 60_000, "anna", "ios");
      add(window, 60_001, "boris", "android");
      add(window, 60_002, "clara", "web");
      // A value that looks like our name.
      add(window, 60_003, "dora", "(other)");
    }
    assertThat(ios.frames()).isEqualTo(1);
    assertThat(others.frames()).isEqualTo(3);
    assertThat(others.estimate().count()).isEqualTo(3);
  }

  private static void add(RecountedWindow window, long time, String user, String group) {
    byte[] data = (user + group).getBytes(StandardCharsets.UTF_8);
    FrameFields fields = new FrameFields();
    fields.time = time;
    fields.user = user.getBytes(StandardCharsets.UTF_8);
    fields.userLength = fields.user.length;
    fields.group = GroupText.STRING;
    fields.groupFrom = user.length();
    fields.groupLength = group.length();
    window.add(data, fields);
  }
}
