package io.framecount.loader.encode;

import io.framecount.common.input.LineBatch;
import io.framecount.loader.convert.AvroBuffer;
import io.framecount.loader.convert.ChangedValue;
import io.framecount.loader.convert.Converter;
import io.framecount.loader.convert.Rejection.Reason;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;

/** Makes lines into what the topic gets. Not thread-safe: one for each thread. */
public final class FrameEncoder {
  private final FrameRules rules;
  private final Converter converter;
  private final Envelope envelope;

  public FrameEncoder(FrameRules rules, Converter converter, Envelope envelope) {
    this.rules = rules;
    this.converter = converter;
    this.envelope = envelope;
  }

  /** Returns how encoded frames become records. */
  public FrameRules rules() {
    return rules;
  }

  /** Encodes all lines of a batch that are neither blank nor too long, each at its own place. */
  void encode(LineBatch lines, EncodedFrames into) {
    if (lines instanceof RecordBatch records) {
      encodeRecords(records, into);
    } else {
      encodeLines(lines, into);
    }
    converter.drainTo(into.changes());
  }

  private void encodeRecords(RecordBatch records, EncodedFrames into) {
    for (int i = 0; i < records.count(); i++) {
      if (records.record(i).value() == null) {
        into.end(Converter.NO_TIME, false, null, Problem.TOMBSTONE);
      } else if (records.oversize(i) > 0) {
        into.end(Converter.NO_TIME, false, null, null);
      } else {
        encode(records.bytes(i), records.start(i), records.end(i), records.record(i), into);
      }
    }
  }

  /**
   * Encodes the value of a record, which lies in {@code bytes[from, to)}.
   *
   * @param source the record
   */
  public void encode(
      byte[] bytes, int from, int to, ConsumerRecord<byte[], ?> source, EncodedFrames into) {
    int start = RecordJson.start(bytes, from, to);
    if (start == RecordJson.FRAMED_OTHERWISE) {
      into.end(Converter.NO_TIME, false, null, RecordJson.framedOtherwise(bytes, from));
    } else {
      encode(bytes, start, to, source, start - from, into);
    }
  }

  private void encodeLines(LineBatch lines, EncodedFrames into) {
    for (int i = 0; i < lines.count(); i++) {
      if (lines.oversize(i) > 0) {
        into.end(Converter.NO_TIME, false, null, null);
      } else if (lines.isBlank(i)) {
        into.end(Converter.NO_TIME, false, null, Problem.BLANK);
      } else {
        encode(lines.bytes(), lines.start(i), lines.end(i), into);
      }
    }
  }

  /** Encodes the line in {@code bytes[from, to)}. */
  public void encode(byte[] bytes, int from, int to, EncodedFrames into) {
    encode(bytes, from, to, null, 0, into);
  }

  /**
   * @param source the record that the JSON is from; null for a line
   * @param skipped bytes before the JSON
   */
  private void encode(
      byte[] bytes,
      int from,
      int to,
      ConsumerRecord<byte[], ?> source,
      int skipped,
      EncodedFrames into) {
    CarryOver carried = source == null ? CarryOver.NOTHING : rules.carried();
    AvroBuffer values = into.values();
    AvroBuffer keys = into.keys();
    int start = values.length();
    int keysStart = keys.length();
    Problem problem;
    Headers headers = null;
    envelope.open(values);
    boolean hasKey = false;
    if (converter.convert(bytes, from, to, values)) {
      // The key lies in the record, of which a serializer may make something else.
      hasKey = carried.key().isPresent() ? writeKey(carried, source, keys) : writeKey(keys);
      try {
        headers = carried.headers(source, envelope.seal(values, start));
        problem =
            problem(
                hasKey,
                time(carried, source),
                (long) values.length() - start + keys.length() - keysStart);
      } catch (SerializationException e) {
        problem = new Problem("serializer", e.getMessage(), null, 0);
      }
      if (problem != null) {
        converter.discard();
      }
    } else {
      problem = Problem.of(converter.rejection()).behind(skipped);
    }
    if (problem != null) {
      values.truncate(start);
      keys.truncate(keysStart);
    }
    into.end(time(carried, source), hasKey, headers, problem);
  }

  private static boolean writeKey(
      CarryOver carried, ConsumerRecord<byte[], ?> source, AvroBuffer keys) {
    byte[] key = CarryOver.key(carried.key().get(), source);
    if (key != null) {
      keys.writeFixed(key, 0, key.length);
    }
    return key != null;
  }

  private boolean writeKey(AvroBuffer keys) {
    boolean hasKey = rules.keyed() && converter.hasKey();
    if (hasKey) {
      keys.writeFixed(converter.keyArray(), converter.keyOffset(), converter.keyLength());
    }
    return hasKey;
  }

  /** Returns the time that the frame's record may bear, and by which a load is paced. */
  private long time(CarryOver carried, ConsumerRecord<byte[], ?> source) {
    return carried.time() ? source.timestamp() : converter.eventTime();
  }

  /** Adds how records came to differ from lines since the last time. */
  public void drainTo(Map<ChangedValue, Long> changes) {
    converter.drainTo(changes);
  }

  private Problem problem(boolean hasKey, long time, long length) {
    if (rules.needKey() && !hasKey) {
      return noKey();
    }
    Optional<String> badTime = rules.times().problem(time);
    if (badTime.isPresent()) {
      return new Problem("record-timestamp", badTime.get(), null, 0);
    }
    return length <= rules.largest() ? null : tooLarge(length);
  }

  private Problem noKey() {
    return new Problem(
        Reason.NO_KEY.label(),
        "the frame has no key, and topic %s is compacted (cleanup.policy), so it takes none without one; set cleanup.policy=delete, or name a field that all frames have with --key"
            .formatted(rules.topic()),
        null,
        0);
  }

  private Problem tooLarge(long length) {
    return new Problem(
        "record-too-large",
        "the frame has %,d bytes with its key, and topic %s takes %,d (max.message.bytes)"
            .formatted(length, rules.topic(), rules.largest()),
        null,
        0);
  }
}
