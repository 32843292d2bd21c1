package io.framecount.loader.encode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.framecount.loader.convert.ChangedValue;
import io.framecount.loader.convert.ChangedValue.Kind;
import io.framecount.loader.convert.ConvertOptions;
import io.framecount.loader.convert.Converter;
import io.framecount.loader.encode.Envelope.RegisteredEnvelope;
import io.framecount.loader.topic.RecordTimes;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

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
