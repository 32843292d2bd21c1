package io.framecount.counter.watch;

import io.framecount.WindowCount;
import io.framecount.WindowUnit;
import java.time.Instant;

/** Results to show. */
final class Results {
  private Results() {}

  static WindowCount minute(int minute, long frames) {
    Instant start = Instant.parse("2016-07-11T13:00:00Z").plusSeconds(60L * minute);
    return of(WindowUnit.MINUTE, start, 60, frames);
  }

  static WindowCount hour(long frames) {
    return of(WindowUnit.HOUR, Instant.parse("2016-07-11T13:00:00Z"), 3_600, frames);
  }

  private static WindowCount of(WindowUnit unit, Instant start, int seconds, long frames) {
    return WindowCount.newBuilder()
        .setWindow(unit)
        .setStart(start)
        .setEnd(start.plusSeconds(seconds))
        .setGroup(null)
        .setFrames(frames)
        .setUniqueUsers(frames)
        .setExact(true)
        .setLowerBound((double) frames)
        .setUpperBound((double) frames)
        .setRevision(2)
        .setSettled(false)
        .setUpdatedAt(start)
        .setSketch(null)
        .build();
  }
}
