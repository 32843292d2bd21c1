package io.framecount.loader.encode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.Frame;
import io.framecount.common.avro.Golden;
import io.framecount.loader.convert.ConvertOptions;
import io.framecount.loader.convert.Converter;
import io.framecount.loader.encode.Envelope.RegisteredEnvelope;
import io.framecount.loader.topic.RecordTimes;
import org.junit.jupiter.api.Test;

/** The loader's bytes never change; see {@link Golden} before changing anything. */
class GoldenFrameTest {
  @Test
  void isWrittenByteForByte() {
    byte[] line = "{\"ts\": 1468244384, \"uid\": \"дcba5742\", \"more\": [1]}".getBytes(UTF_8);
    FrameRules rules = new FrameRules("frames", true, false, RecordTimes.LOAD, Long.MAX_VALUE);
    FrameEncoder encoder =
        new FrameEncoder(
            rules,
            Converter.compile(Frame.getClassSchema(), ConvertOptions.defaults(), "uid"),
            new RegisteredEnvelope(Golden.SCHEMA_ID));
    EncodedFrames frames = new EncodedFrames();
    encoder.encode(line, 0, line.length, frames);

    var record = rules.record(frames, 0);
    assertThat(record.key()).isEqualTo(Golden.of("frame").key());
    assertThat(record.value()).isEqualTo(Golden.of("frame").value());
    assertThat(record.headers()).isEmpty();
  }
}
