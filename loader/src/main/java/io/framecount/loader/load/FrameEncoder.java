package io.framecount.loader.load;

import io.framecount.common.avro.WireFormat;
import io.framecount.loader.convert.AvroBuffer;
import io.framecount.loader.convert.Converter;
import io.framecount.loader.topic.RecordTimes;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes a line into the record that the topic gets. Not thread-safe. */
public final class FrameEncoder {
  private final Frames frames;
  private final Converter converter;
  private final RecordTimes times;
  private final long largest;
  private final AvroBuffer avro = new AvroBuffer(1024);
  private final byte[] header = new byte[WireFormat.HEADER_BYTES];
  private Problem problem;

  /**
   * @param largest bytes of key and value that the topic takes
   */
  public FrameEncoder(Frames frames, Converter converter, RecordTimes times, long largest) {
    this.frames = frames;
    this.converter = converter;
    this.times = times;
    this.largest = largest;
    WireFormat.writeHeader(header, frames.schemaId());
  }

  /**
   * Converts the line in {@code bytes[from, to)}.
   *
   * @return false if it was rejected; {@link #problem} tells why
   */
  public boolean encode(byte[] bytes, int from, int to) {
    avro.clear();
    avro.writeFixed(header, 0, header.length);
    if (!converter.convert(bytes, from, to, avro)) {
      problem = Problem.of(converter.rejection());
      return false;
    }
    problem = null;
    Optional<String> badTime = times.problem(converter.eventTime());
    if (badTime.isPresent()) {
      problem = new Problem("record-timestamp", badTime.get(), null, 0);
    } else if (avro.length() + (long) keyLength() > largest) {
      problem = tooLarge();
    }
    return problem == null;
  }

  /** The record of the line that was encoded last. */
  public ProducerRecord<byte[], byte[]> record() {
    return new ProducerRecord<>(
        frames.topic(), null, times.of(converter.eventTime()), key(), avro.toByteArray());
  }

  /** Why the last line was rejected. */
  public Problem problem() {
    return problem;
  }

  /** The last frame's own time in milliseconds since 1970, or {@link Converter#NO_TIME}. */
  public long eventTime() {
    return converter.eventTime();
  }

  private byte[] key() {
    return frames.keyed() ? converter.keyBytes() : null;
  }

  private int keyLength() {
    return frames.keyed() ? converter.keyLength() : 0;
  }

  private Problem tooLarge() {
    return new Problem(
        "record-too-large",
        "the frame has %,d bytes with its key, and topic %s takes %,d (max.message.bytes)"
            .formatted(avro.length() + keyLength(), frames.topic(), largest),
        null,
        0);
  }
}
