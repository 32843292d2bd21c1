package io.framecount.loader.encode;

import io.framecount.common.avro.WireFormat;
import io.framecount.loader.convert.AvroBuffer;
import io.framecount.loader.convert.Converter;
import io.framecount.loader.convert.DroppedField;
import io.framecount.loader.input.LineBatch;
import java.util.List;
import java.util.Optional;

/** Makes lines into what the topic gets. Not thread-safe: one for each thread. */
public final class FrameEncoder {
  private final FrameRules rules;
  private final Converter converter;
  private final byte[] header = new byte[WireFormat.HEADER_BYTES];

  public FrameEncoder(FrameRules rules, Converter converter) {
    this.rules = rules;
    this.converter = converter;
    WireFormat.writeHeader(header, rules.schemaId());
  }

  /** Encodes all lines of a batch that are neither blank nor too long, each at its own place. */
  void encode(LineBatch lines, EncodedFrames into) {
    for (int i = 0; i < lines.count(); i++) {
      if (lines.oversize(i) > 0 || lines.isBlank(i)) {
        into.end(Converter.NO_TIME, null);
      } else {
        encode(lines.bytes(), lines.start(i), lines.end(i), into);
      }
    }
  }

  /** Encodes the line in {@code bytes[from, to)}. */
  public void encode(byte[] bytes, int from, int to, EncodedFrames into) {
    AvroBuffer values = into.values();
    int start = values.length();
    values.writeFixed(header, 0, header.length);
    Problem problem;
    if (converter.convert(bytes, from, to, values)) {
      problem = problem(values.length() - start);
      takeKey(problem == null, into.keys());
    } else {
      problem = Problem.of(converter.rejection());
    }
    if (problem != null) {
      values.truncate(start);
    }
    into.end(converter.eventTime(), problem);
  }

  /** The members that no field took, most seen first. */
  List<DroppedField> droppedFields() {
    return converter.droppedFields();
  }

  private void takeKey(boolean good, AvroBuffer keys) {
    if (good && rules.keyed()) {
      keys.writeFixed(converter.keyArray(), converter.keyOffset(), converter.keyLength());
    }
  }

  private Problem problem(int valueLength) {
    Optional<String> badTime = rules.times().problem(converter.eventTime());
    if (badTime.isPresent()) {
      return new Problem("record-timestamp", badTime.get(), null, 0);
    }
    long length = valueLength + (rules.keyed() ? converter.keyLength() : 0L);
    return length <= rules.largest() ? null : tooLarge(length);
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
