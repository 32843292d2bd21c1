package io.framecount.counter.combine;

import io.framecount.counter.frame.field.BadRecord;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Decides about records that are no frames, in a topic of several types, and says so once a type.
 * Not thread-safe.
 */
public final class OtherTypes {
  private final boolean passedOver;
  private final String topic;
  private final Consumer<String> say;
  private final Set<String> said = new HashSet<>();

  /**
   * @param passedOver whether they are passed over; else they are set aside
   * @param topic where they are
   * @param say takes a sentence
   */
  public OtherTypes(boolean passedOver, String topic, Consumer<String> say) {
    this.passedOver = passedOver;
    this.topic = topic;
    this.say = say;
  }

  /** Returns whether they are passed over, and not set aside. */
  public boolean passedOver() {
    return passedOver;
  }

  /** Returns whether to pass over such a record, which is of {@link BadRecord.Kind#OTHER_TYPE}. */
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
