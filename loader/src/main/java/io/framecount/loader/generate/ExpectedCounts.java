package io.framecount.loader.generate;

import io.framecount.loader.generate.Batch.BatchObserver;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * The exact answer: frames and different users of every minute, one line of tab-separated values
 * each, in order of time, without bad lines. Counts the frames as they were drawn and never looks
 * at the JSON.
 *
 * <p>A minute that no later frame can reach is written and forgotten, so memory takes one bit a
 * user for every minute that is still open. Not thread-safe.
 */
final class ExpectedCounts implements BatchObserver {
  private final StreamPlan plan;
  private final Writer out;
  private final TreeMap<Long, Minute> open = new TreeMap<>();

  private static final class Minute {
    private final BitSet users = new BitSet();
    private long frames;
  }

  ExpectedCounts(StreamPlan plan, Writer out) throws IOException {
    this.plan = plan;
    this.out = out;
    out.write("minute\tframes\tunique_users\n");
  }

  @Override
  public void written(Batch batch) throws IOException {
    for (int n = 0; n < batch.good(); n++) {
      Minute minute = open.computeIfAbsent(minuteOf(batch.second(n)), absent -> new Minute());
      minute.frames++;
      minute.users.set(batch.user(n));
    }
    settleBefore(minuteOf(plan.earliestFrom(batch.end())));
  }

  /** Writes the minutes still open. */
  void finish() throws IOException {
    settleBefore(Long.MAX_VALUE);
    out.flush();
  }

  private void settleBefore(long minute) throws IOException {
    Map<Long, Minute> settled = open.headMap(minute);
    for (Map.Entry<Long, Minute> entry : settled.entrySet()) {
      Minute counted = entry.getValue();
      out.write(
          "%s\t%d\t%d\n"
              .formatted(
                  Instant.ofEpochSecond(entry.getKey() * 60),
                  counted.frames,
                  counted.users.cardinality()));
    }
    settled.clear();
  }

  private static long minuteOf(long second) {
    return Math.floorDiv(second, 60L);
  }
}
