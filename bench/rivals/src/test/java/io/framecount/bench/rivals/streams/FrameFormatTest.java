package io.framecount.bench.rivals.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.Frame;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameFormatTest {
  @ParameterizedTest
  @ValueSource(strings = {"1468244384", "1468244384000"})
  void readsSecondsAndMilliseconds(String ts) {
    String line = "{\"x\": {\"uid\": 7, \"ts\": []}, \"ts\": %s, \"uid\": \"ada\"}".formatted(ts);
    Frame frame = FrameFormat.JSON.deserializer("").deserialize("frames", line.getBytes(UTF_8));

    assertThat(frame).isEqualTo(new Frame("ada", Instant.parse("2016-07-11T13:39:44Z")));
  }
}
