package io.framecount.loader.load;

import io.framecount.common.avro.WireFormat;
import io.framecount.loader.convert.AvroBuffer;
import io.framecount.loader.convert.Converter;
import io.framecount.loader.convert.Rejection;
import io.framecount.loader.input.LineBatch;
import io.framecount.loader.input.LineSplitter;
import io.framecount.loader.produce.DeadLetter;
import io.framecount.loader.produce.DeadLetters;
import io.framecount.loader.produce.FrameProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Converts the lines of a batch and sends each where it belongs: frames to the topic, the rest to
 * the dead letters.
 */
final class FrameSink {
  private final Frames frames;
  private final Converter converter;
  private final FrameProducer producer;
  private final DeadLetters deadLetters;
  private final LoadTally tally;
  private final AvroBuffer avro = new AvroBuffer(1024);
  private final byte[] header = new byte[WireFormat.HEADER_BYTES];

  FrameSink(
      Frames frames,
      Converter converter,
      FrameProducer producer,
      DeadLetters deadLetters,
      LoadTally tally) {
    this.frames = frames;
    this.converter = converter;
    this.producer = producer;
    this.deadLetters = deadLetters;
    this.tally = tally;
    WireFormat.writeHeader(header, frames.schemaId());
  }

  void send(LineBatch batch) {
    for (int i = 0; i < batch.count(); i++) {
      if (batch.oversize(i) > 0) {
        rejectOversize(batch, i);
      } else if (isBlank(batch, i)) {
        tally.blank();
      } else if (convert(batch, i)) {
        producer.send(
            new ProducerRecord<>(frames.topic(), null, key(), avro.toByteArray()),
            batch.input().name(),
            batch.lineNumber(i));
        tally.frame();
      } else {
        reject(batch, i, converter.rejection());
      }
    }
  }

  private boolean convert(LineBatch batch, int i) {
    avro.clear();
    avro.writeFixed(header, 0, header.length);
    return converter.convert(batch.bytes(), batch.start(i), batch.end(i), avro);
  }

  private byte[] key() {
    return frames.keyed() ? converter.keyBytes() : null;
  }

  private void reject(LineBatch batch, int i, Rejection rejection) {
    sendLetter(
        batch,
        i,
        new DeadLetter(
            rejection.reason().label(),
            rejection.sentence(),
            rejection.path(),
            batch.input().name(),
            batch.lineNumber(i),
            batch.position(i) + rejection.offset()));
  }

  private void rejectOversize(LineBatch batch, int i) {
    sendLetter(
        batch,
        i,
        new DeadLetter(
            "line-too-long",
            "the line has %,d bytes, more than --max-line-bytes; only its first %,d are kept here"
                .formatted(batch.oversize(i), LineSplitter.OVERSIZE_KEPT),
            null,
            batch.input().name(),
            batch.lineNumber(i),
            batch.position(i)));
  }

  private void sendLetter(LineBatch batch, int i, DeadLetter letter) {
    deadLetters.send(letter, batch.bytes(), batch.start(i), batch.end(i));
    tally.rejected(letter.reason());
  }

  private static boolean isBlank(LineBatch batch, int i) {
    byte[] bytes = batch.bytes();
    for (int at = batch.start(i); at < batch.end(i); at++) {
      if (bytes[at] != ' ' && bytes[at] != '\t') {
        return false;
      }
    }
    return true;
  }
}
