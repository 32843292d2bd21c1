package io.framecount.loader.produce;

import org.apache.kafka.clients.producer.Producer;

/** The client that a {@link FrameProducer} works with, for who measures it. */
public interface ClientEvents {
  /** Tells nobody. */
  ClientEvents NONE = new ClientEvents() {};

  /** There is a new client. */
  default void opened(Producer<?, ?> client) {}

  /** It is closed. */
  default void closed() {}
}
