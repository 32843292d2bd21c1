package io.framecount.counter.combine;

import io.framecount.counter.frame.field.BadRecord;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Decides what to do with records of other types in the topic, and reports each type once. Not
 * thread-safe.
 */
public final class OtherTypes {
  private final boolean passedOver;
  private final String topic;
  private final Consumer<String> say;
  private final Set<String> said = new HashSet<>();

  /**
   * @param passedOver whether to pass over such records instead of setting them aside
   * @param topic the topic that holds them
   * @param say takes the report
   */
  public OtherTypes(boolean passedOver, String topic, Consumer<String> say) {
    this.passedOver = passedOver;
    this.topic = topic;
    this.say = say;
  }

  /** Returns whether such records are passed over. */
  public boolean passedOver() {
    return passedOver;
  }

  /**
   * Returns whether to pass over a record of {@link BadRecord.Kind#OTHER_TYPE}; reports its type
   * the first time.
   */
  public boolean passesOver(BadRecord found) {
    if (said.add(found.type())) {
      say.accept(
          "topic '%s' also holds records of type %s, which are %s (%s)%s"
              .formatted(
                  topic,
                  found.type(),
                  passedOver ? "passed over" : "set aside",
                  found.getMessage(),
                  passedOver ? "" : "; --other-types skip passes them over"));
    }
    return passedOver;
  }
}
