package io.framecount.loader.encode;

import io.framecount.loader.convert.AvroBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;

/** Turns the Avro binary of a frame into the value of its record. Not thread-safe. */
public interface Envelope {
  /** Writes what comes before the Avro binary. */
  void open(AvroBuffer values);

  /**
   * Makes the value that was begun at {@code start}, and holds the whole Avro binary now, what it
   * is to be.
   *
   * @return headers of the record; null for none
   * @throws SerializationException if that is refused for this frame
   */
  Headers seal(AvroBuffer values, int start);
}
