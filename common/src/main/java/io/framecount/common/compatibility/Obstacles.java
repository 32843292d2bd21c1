package io.framecount.common.compatibility;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/**
 * Explains in words why a schema can't follow another, and proposes remedies. Avro's own {@link
 * SchemaCompatibility} decides whether it can.
 */
public final class Obstacles {
  private Obstacles() {}

  /**
   * All obstacles; none if and only if Avro calls the two compatible.
   *
   * @param old what is registered
   * @param next what is to follow it
   * @param demanded who must be able to read whose records
   */
  public static List<Obstacle> between(
      Schema old, Schema next, Set<CompatibilityLevel.Direction> demanded) {
    List<Obstacle> all = new ArrayList<>();
    for (CompatibilityLevel.Direction direction : demanded) {
      boolean backward = direction == CompatibilityLevel.Direction.BACKWARD;
      Schema reader = backward ? next : old;
      Schema writer = backward ? old : next;
      List<Incompatibility> verdict =
          SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
              .getResult()
              .getIncompatibilities();
      if (!verdict.isEmpty()) {
        Words words = backward ? new BackwardWords(demanded) : new ForwardWords();
        List<Obstacle> found = new ObstacleSearch(direction, words).search(reader, writer);
        all.addAll(found.isEmpty() ? inWordsOfAvro(direction, verdict) : found);
      }
    }
    return all;
  }

  /** Explains obstacles that only Avro finds, in Avro's terms. */
  private static List<Obstacle> inWordsOfAvro(
      CompatibilityLevel.Direction direction, List<Incompatibility> incompatibilities) {
    return incompatibilities.stream()
        .map(
            problem ->
                new Obstacle(
                    direction,
                    problem.getLocation(),
                    "is incompatible (%s)".formatted(problem.getMessage()),
                    "leave it as it was"))
        .toList();
  }
}
