package io.framecount.counter.local;

import io.framecount.common.input.LineBatch;
import io.framecount.common.input.WorkAhead;
import io.framecount.common.json.StringText;
import io.framecount.counter.frame.json.JsonFrame;
import java.util.Arrays;
import java.util.Locale;

/**
 * The lines of a batch that are not blank, each with its frame or with the reason why it is none.
 * Filled by one thread, then read by another; used again for the next batch.
 */
final class ScannedLines extends WorkAhead.Batch {
  private final JsonFrame line;
  private final int maxLineBytes;
  private int count;
  private long withoutOffset;
  private int[] places = new int[256];
  private long[] times = new long[256];
  private int[] userEnds = new int[256];
  private int[] groupEnds = new int[256];
  private String[] problems = new String[256];

  /** Users and groups, one after the other. */
  private byte[] data = new byte[8 * 1024];

  private int size;

  /**
   * @param line scans each line
   * @param maxLineBytes to tell users why a line is too long
   */
  ScannedLines(JsonFrame line, int maxLineBytes) {
    this.line = line;
    this.maxLineBytes = maxLineBytes;
  }

  int count() {
    return count;
  }

  /** Says which line {@code i} is in its input. */
  String place(int i) {
    return lines().place(places[i]);
  }

  /** Returns why line {@code i} is no frame; null if it is one. */
  String problem(int i) {
    return problems[i];
  }

  /** Returns how many frames had a time without an offset from UTC. */
  long withoutOffset() {
    return withoutOffset;
  }

  /** Adds frame {@code i} to a count; returns null, or why it can't be counted. */
  String addTo(LocalCount count, int i) {
    int from = i == 0 ? 0 : Math.max(userEnds[i - 1], groupEnds[i - 1]);
    int groupLength = groupEnds[i] < 0 ? LocalCount.NO_GROUP : groupEnds[i] - userEnds[i];
    return count.add(times[i], data, from, userEnds[i] - from, groupLength);
  }

  @Override
  protected void work() {
    Arrays.fill(problems, 0, count, null);
    count = 0;
    size = 0;
    withoutOffset = 0;
    LineBatch batch = lines();
    for (int i = 0; i < batch.count(); i++) {
      if (batch.oversize(i) > 0 || !batch.isBlank(i)) {
        scan(batch, i);
      }
    }
  }

  private void scan(LineBatch batch, int i) {
    makeRoom();
    places[count] = i;
    problems[count] =
        batch.oversize(i) > 0
            ? String.format(Locale.ROOT, "it has more than %,d bytes", maxLineBytes)
            : line.read(batch.bytes(), batch.start(i), batch.end(i));
    if (problems[count] == null) {
      times[count] = line.time();
      append(line.user());
      withoutOffset += line.lacksOffset() ? 1 : 0;
    }
    userEnds[count] = size;
    groupEnds[count] = -1;
    if (problems[count] == null && line.group() != null) {
      append(line.group());
      groupEnds[count] = size;
    }
    count++;
  }

  private void append(StringText text) {
    int length = text.length();
    if (length > data.length - size) {
      data = Arrays.copyOf(data, Math.max(2 * data.length, size + length));
    }
    System.arraycopy(text.bytes(), text.start(), data, size, length);
    size += length;
  }

  private void makeRoom() {
    if (count == places.length) {
      places = Arrays.copyOf(places, 2 * count);
      times = Arrays.copyOf(times, 2 * count);
      userEnds = Arrays.copyOf(userEnds, 2 * count);
      groupEnds = Arrays.copyOf(groupEnds, 2 * count);
      problems = Arrays.copyOf(problems, 2 * count);
    }
  }
}
