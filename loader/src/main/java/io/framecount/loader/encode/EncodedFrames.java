package io.framecount.loader.encode;

import io.framecount.loader.convert.AvroBuffer;
import io.framecount.loader.convert.ChangedValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;

/**
 * The frames made of lines, in the order of the lines: in the wire format, with keys and times, or
 * with the problem that prevented a frame. Filled by one thread, then read by another, and reused.
 */
public final class EncodedFrames {
  private static final int MOST_KEPT = 1024 * 1024;

  private AvroBuffer values = new AvroBuffer(16 * 1024);
  private AvroBuffer keys = new AvroBuffer(8 * 1024);
  private int[] valueEnds = new int[256];
  private int[] keyEnds = new int[256];
  private boolean[] keyed = new boolean[256];
  private long[] eventTimes = new long[256];
  private Headers[] headers = new Headers[256];
  private Problem[] problems = new Problem[256];
  private final Map<ChangedValue, Long> changes = new HashMap<>();
  private int count;

  /** Returns how many lines there are. */
  public int count() {
    return count;
  }

  /** Why line {@code i} is no frame; null if it is one, or too long to try. */
  public Problem problem(int i) {
    return problems[i];
  }

  /** The frame's own time in milliseconds since 1970, or {@code Converter.NO_TIME}. */
  public long eventTime(int i) {
    return eventTimes[i];
  }

  /** The key of frame {@code i}, in UTF-8; null if it has none. */
  public byte[] key(int i) {
    return keyed[i] ? Arrays.copyOfRange(keys.array(), start(keyEnds, i), keyEnds[i]) : null;
  }

  /** The value of frame {@code i}. */
  public byte[] value(int i) {
    return Arrays.copyOfRange(values.array(), start(valueEnds, i), valueEnds[i]);
  }

  /** The headers that belong to frame {@code i}; null for none. */
  public Headers headers(int i) {
    return headers[i];
  }

  /** Returns how often the frames differ from their lines, in each way and field. */
  public Map<ChangedValue, Long> changes() {
    return changes;
  }

  /** Forgets all. */
  public void clear() {
    count = 0;
    changes.clear();
    values = emptied(values);
    keys = emptied(keys);
  }

  AvroBuffer values() {
    return values;
  }

  AvroBuffer keys() {
    return keys;
  }

  /** Ends a line, whose value and key are in the buffers if it has no problem. */
  void end(long eventTime, boolean hasKey, Headers recordHeaders, Problem problem) {
    if (count == problems.length) {
      grow();
    }
    valueEnds[count] = values.length();
    keyEnds[count] = keys.length();
    keyed[count] = hasKey;
    eventTimes[count] = eventTime;
    headers[count] = recordHeaders;
    problems[count] = problem;
    count++;
  }

  private void grow() {
    valueEnds = Arrays.copyOf(valueEnds, 2 * count);
    keyEnds = Arrays.copyOf(keyEnds, 2 * count);
    keyed = Arrays.copyOf(keyed, 2 * count);
    eventTimes = Arrays.copyOf(eventTimes, 2 * count);
    headers = Arrays.copyOf(headers, 2 * count);
    problems = Arrays.copyOf(problems, 2 * count);
  }

  /** One batch of huge frames must not bind its memory for good. */
  private static AvroBuffer emptied(AvroBuffer buffer) {
    if (buffer.array().length > MOST_KEPT) {
      return new AvroBuffer(MOST_KEPT);
    }
    buffer.clear();
    return buffer;
  }

  private static int start(int[] ends, int i) {
    return i == 0 ? 0 : ends[i - 1];
  }
}
