package io.framecount.loader.metrics;

import io.framecount.loader.produce.FrameProducer.ClientEvents;

/**
 * Follows the load into one cluster, for metrics. Called on the loading thread, except for {@link
 * #away}, and never for each frame.
 */
public interface LoadEvents extends ClientEvents {
  /** Measures nothing. */
  LoadEvents NONE = new LoadEvents() {};

  /** All is prepared, and the load is claimed. */
  default void started() {}

  /**
   * All that was taken is committed.
   *
   * @param nanos how long that took; negative if there was nothing to commit
   */
  default void committed(LoadSnapshot moment, long nanos) {}

  /** Tells how many records of a source topic are not sent yet; -1 if there is no such topic. */
  default void behind(long records) {}

  /** Kafka went away or came back; called on the thread that noticed. */
  default void away(boolean now) {}

  /** The load is over, though another may go on. */
  default void ended() {}
}
