package io.framecount.loader.encode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.framecount.common.json.FieldPath;
import io.framecount.loader.convert.ChangedValue;
import io.framecount.loader.convert.ChangedValue.Kind;
import io.framecount.loader.convert.ConvertOptions;
import io.framecount.loader.convert.Converter;
import io.framecount.loader.encode.Envelope.RegisteredEnvelope;
import io.framecount.loader.topic.RecordTimes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A line that fits the schema may still not become a frame, because of the topic. */
class FrameEncoderTest {
  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "R", "fields": [
                {"name": "uid", "type": ["null", "string"], "default": null},
                {"name": "n", "type": "float"}]}
              """);

  private final EncodedFrames frames = new EncodedFrames();

  @Test
  void countsNoChangesOfWhatTheTopicDoesNotTake() {
    FrameEncoder encoder =
        encoder(new FrameRules("frames", true, true, RecordTimes.LOAD, Long.MAX_VALUE));
    encode(encoder, "{\"n\":48.1371543}");
    assertThat(frames.problem(0).reason()).isEqualTo("no-key");
    assertThat(frames.problem(0).sentence()).contains("topic frames is compacted");
    encode(encoder, "{\"uid\":\"a\",\"n\":48.1371543,\"n\":48.1371543}");
    assertThat(frames.problem(1)).isNull();
    encode(encoder, "{\"uid\":null,\"n\":48.1371543}");
    assertThat(frames.problem(2).reason()).isEqualTo("no-key");
    assertThat(changes(encoder))
        .containsOnly(
            entry(new ChangedValue(Kind.ROUNDED, "n", null), 1L),
            entry(new ChangedValue(Kind.REPLACED, "n", null), 1L));

    FrameEncoder narrow = encoder(new FrameRules("frames", true, false, RecordTimes.LOAD, 8));
    encode(narrow, "{\"uid\":\"a very long name\",\"n\":48.1371543}");
    assertThat(frames.problem(3).reason()).isEqualTo("record-too-large");
    assertThat(changes(narrow)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "@key, the key",
    "@header:id, last",
    "@header:none,",
    "@header:empty, ''",
    "@timestamp, 1500000000000",
    "@partition, 3",
    "@offset, 77",
  })
  void takesKeysFromBesideTheValue(String part, String key) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("id", "first".getBytes(UTF_8)).add("id", "last".getBytes(UTF_8));
    headers.add("empty", new byte[0]);
    byte[] json = "{\"uid\":\"u\",\"n\":1}".getBytes(UTF_8);
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            "raw",
            3,
            77,
            1_500_000_000_000L,
            TimestampType.CREATE_TIME,
            7,
            json.length,
            "the key".getBytes(UTF_8),
            json,
            headers,
            Optional.empty());
    CarryOver carried = new CarryOver(Optional.of(FieldPath.parse(part)), false, false);
    FrameEncoder encoder =
        encoder(new FrameRules("frames", true, false, RecordTimes.LOAD, Long.MAX_VALUE, carried));
    encoder.encode(json, 0, json.length, record, frames);
    assertThat(frames.problem(0)).isNull();
    assertThat(frames.key(0)).isEqualTo(key == null ? null : key.getBytes(UTF_8));
  }

  private void encode(FrameEncoder encoder, String line) {
    byte[] json = line.getBytes(UTF_8);
    encoder.encode(json, 0, json.length, frames);
  }

  private static Map<ChangedValue, Long> changes(FrameEncoder encoder) {
    Map<ChangedValue, Long> changes = new HashMap<>();
    encoder.drainTo(changes);
    return changes;
  }

  private static FrameEncoder encoder(FrameRules rules) {
    return new FrameEncoder(
        rules,
        Converter.compile(SCHEMA, ConvertOptions.defaults(), "uid", true, null),
        new RegisteredEnvelope(1));
  }
}
