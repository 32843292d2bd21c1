package io.framecount.loader.metrics;

import io.framecount.loader.convert.ChangedValue;
import java.util.Map;

/**
 * Counts of a run up to a commit.
 *
 * @param frames delivered
 * @param rejected lines that could not be converted, by reason
 * @param changes how often frames differ from their lines, in each way and field
 * @param dropped frames given up because Kafka did not take them in time
 * @param contentBytes of JSON, decompressed
 * @param inputBytes taken from the inputs as they lie there, committed or not
 */
public record LoadSnapshot(
    long frames,
    Map<String, Long> rejected,
    Map<ChangedValue, Long> changes,
    long dropped,
    long contentBytes,
    long inputBytes) {
  /** Before the first. */
  public static final LoadSnapshot NONE = new LoadSnapshot(0, Map.of(), Map.of(), 0, 0, 0);
}
