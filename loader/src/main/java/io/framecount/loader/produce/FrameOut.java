package io.framecount.loader.produce;

import org.apache.kafka.clients.producer.ProducerRecord;

/** Takes frames. Used by one thread. */
@FunctionalInterface
public interface FrameOut {
  /**
   * Takes one.
   *
   * @param file the input it is from
   * @param line its line there
   */
  void send(ProducerRecord<byte[], byte[]> frame, String file, long line);
}
