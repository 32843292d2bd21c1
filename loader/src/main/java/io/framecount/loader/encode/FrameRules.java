package io.framecount.loader.encode;

import io.framecount.loader.topic.RecordTimes;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Makes records of frames.
 *
 * @param topic the topic of the records
 * @param keyed whether records have a key
 * @param needKey whether the topic takes none without one
 * @param times chooses the timestamp of a record
 * @param largest bytes of key and value that the topic takes
 * @param carried the parts of source records that frames get
 */
public record FrameRules(
    String topic,
    boolean keyed,
    boolean needKey,
    RecordTimes times,
    long largest,
    CarryOver carried) {
  /** Rules for lines, which carry nothing over. */
  public FrameRules(String topic, boolean keyed, boolean needKey, RecordTimes times, long largest) {
    this(topic, keyed, needKey, times, largest, CarryOver.NOTHING);
  }

  /** The record of frame {@code i}. Called by the sending thread only, frame by frame in order. */
  public ProducerRecord<byte[], byte[]> record(EncodedFrames frames, int i) {
    byte[] key = keyed ? frames.key(i) : null;
    return new ProducerRecord<>(
        topic, null, times.of(frames.eventTime(i)), key, frames.value(i), frames.headers(i));
  }
}
