package io.framecount.loader.outcome;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.framecount.loader.outage.OutageWatch;
import io.framecount.loader.produce.DroppedRecords;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How Kafka was away during a load, and what was lost by it.
 *
 * @param count how often it did not answer
 * @param seconds for how long, together
 * @param droppedFrames frames given up because Kafka did not take them in time
 * @param droppedLetters dead letters given up for the same reason
 * @param droppedLines the lines of both, by input; a long list is cut short
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record OutageFigures(
    int count,
    double seconds,
    long droppedFrames,
    long droppedLetters,
    Map<String, List<String>> droppedLines) {
  public static OutageFigures of(OutageWatch watch, Optional<DroppedRecords> drops) {
    return new OutageFigures(
        watch.outages(),
        watch.awaySeconds(),
        drops.map(DroppedRecords::frames).orElse(0L),
        drops.map(DroppedRecords::letters).orElse(0L),
        drops.map(DroppedRecords::ranges).orElse(Map.of()));
  }

  @JsonIgnore
  boolean isEmpty() {
    return count == 0 && !lossy();
  }

  /** Returns whether lines were dropped. */
  boolean lossy() {
    return !droppedLines.isEmpty();
  }

  /** Returns what was dropped, and which lines. */
  public String dropped() {
    StringBuilder where = new StringBuilder();
    droppedLines.forEach(
        (file, ranges) ->
            where.append("; lines %s of %s".formatted(String.join(", ", ranges), file)));
    return "%,d frames and %,d dead letters%s".formatted(droppedFrames, droppedLetters, where);
  }
}
