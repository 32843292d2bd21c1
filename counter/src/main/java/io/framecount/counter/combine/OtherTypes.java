package io.framecount.counter.combine;

import io.framecount.counter.frame.field.OtherType;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What becomes of records that are no frames, in a topic of several types; says so once a type. Not
 * thread-safe.
 */
public final class OtherTypes {
  private final boolean passedOver;
  private final String topic;
  private final Consumer<String> say;
  private final Set<String> said = new HashSet<>();

  /**
   * @param passedOver whether nothing is done with them; else they are set aside
   * @param topic where they are
   * @param say takes a sentence
   */
  public OtherTypes(boolean passedOver, String topic, Consumer<String> say) {
    this.passedOver = passedOver;
    this.topic = topic;
    this.say = say;
  }

  /** Returns whether nothing is done with them. */
  public boolean passedOver() {
    return passedOver;
  }

  /** Returns whether to pass over such a record. */
  public boolean passesOver(OtherType found) {
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
