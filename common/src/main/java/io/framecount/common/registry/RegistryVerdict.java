package io.framecount.common.registry;

import java.util.List;

/**
 * What a registry says of a schema that might be registered.
 *
 * @param messages its reasons, if it gives any; for {@link Answer#UNKNOWN}, why it can't say
 */
public record RegistryVerdict(Answer answer, List<String> messages) {
  /** Whether the registry would accept the schema. */
  public enum Answer {
    COMPATIBLE,
    INCOMPATIBLE,
    UNKNOWN
  }

  static RegistryVerdict unknown(String reason) {
    return new RegistryVerdict(Answer.UNKNOWN, List.of(reason));
  }
}
