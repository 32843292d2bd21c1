package io.framecount.loader.produce;

import org.apache.kafka.clients.producer.Producer;

/** Follows the clients of a {@link FrameProducer}, for metrics. */
public interface ClientEvents {
  /** Ignores all events. */
  ClientEvents NONE = new ClientEvents() {};

  /** A new client is in use. */
  default void opened(Producer<?, ?> client) {}

  /** The client is closed. */
  default void closed() {}
}
