package io.framecount.common.registry;

import io.framecount.common.compatibility.Obstacle;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a schema stands to one version of a subject.
 *
 * @param obstacles why it can't follow it; empty if it can
 */
public record VersionReport(RegisteredSchema version, List<Obstacle> obstacles) {
  public boolean compatible() {
    return obstacles.isEmpty();
  }

  /** All obstacles in one sentence. */
  String sentence() {
    return obstacles.stream().map(Obstacle::sentence).distinct().collect(Collectors.joining("; "));
  }
}
