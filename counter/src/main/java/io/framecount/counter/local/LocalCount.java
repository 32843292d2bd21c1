package io.framecount.counter.local;

import io.framecount.WindowCount;
import io.framecount.counter.frame.field.BadRecord;
import io.framecount.counter.frame.field.FrameFields;
import io.framecount.counter.frame.field.GroupText;
import io.framecount.counter.partial.Partials;
import io.framecount.counter.partial.WindowPartial;
import io.framecount.counter.progress.CountSettings;
import io.framecount.counter.time.RecentTimes;
import io.framecount.counter.time.TimestampRule;
import io.framecount.counter.unique.UniqueCounter;
import io.framecount.counter.window.Window;
import io.framecount.counter.window.WindowRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Counts frames in this process alone, by the same rules and with the same partials as a combiner,
 * and shows them as rows, with all their groups. Needs no Kafka. Not thread-safe.
 */
final class LocalCount {
  /** For a frame without a value to group by. */
  static final int NO_GROUP = -1;

  /** Number of frames between two looks at the clock. */
  private static final int CLOCK_FRAMES = 1_024;

  private static final Comparator<Row> ORDER =
      Comparator.comparing((Row row) -> row.window().size())
          .thenComparing(row -> row.window().start())
          .thenComparing(Row::group, Comparator.nullsFirst(Comparator.naturalOrder()));

  private record Row(Window window, String group, WindowCount count) {}

  private final CountSettings settings;
  private final Partials partials;
  private final FrameFields frame = new FrameFields();
  private TimestampRule rule = TimestampRule.at(System.currentTimeMillis());
  private final RecentTimes recentTimes = new RecentTimes();
  private long counted;

  LocalCount(CountSettings settings) {
    this.settings = settings;
    partials = new Partials(settings.windows(), settings.method(), settings.grouped());
  }

  /**
   * Adds a frame.
   *
   * @param time when, in epoch milliseconds
   * @param from where the user's bytes begin in the data; the group's follow, in UTF-8
   * @param groupLength number of the group's bytes, or {@link #NO_GROUP}
   * @return null, or why it can't be counted
   */
  String add(long time, byte[] data, int from, int userLength, int groupLength) {
    if (counted % CLOCK_FRAMES == 0) {
      rule = TimestampRule.at(System.currentTimeMillis());
    }
    try {
      rule.require(time, FrameFields.MILLI_NANOS, recentTimes);
    } catch (BadRecord e) {
      return e.getMessage();
    }
    frame.time = time;
    frame.user = data;
    frame.userFrom = from;
    frame.userLength = userLength;
    frame.group = groupLength < 0 ? GroupText.NONE : GroupText.STRING;
    frame.groupFrom = from + userLength;
    frame.groupLength = Math.max(0, groupLength);
    partials.add(data, frame);
    counted++;
    return null;
  }

  /** Frames that were counted. */
  long counted() {
    return counted;
  }

  /** All windows, in order. The users of one at a time are copied, since all may be much. */
  List<WindowCount> rows() {
    List<Row> rows = new ArrayList<>();
    Instant now = Instant.now();
    partials.forEach(
        partial -> rows.add(new Row(partial.window(), partial.group(), row(partial, now))));
    return rows.stream().sorted(ORDER).map(Row::count).toList();
  }

  private WindowCount row(WindowPartial partial, Instant now) {
    Window window = partial.window();
    UniqueCounter users = settings.method().create();
    users.merge(partial.users());
    return WindowRows.of(
            window.unit(),
            Instant.ofEpochMilli(window.start()),
            Instant.ofEpochMilli(window.end()),
            partial.group(),
            partial.frames(),
            users.estimate())
        .setRevision(1)
        .setSettled(false)
        .setUpdatedAt(now)
        .build();
  }
}
