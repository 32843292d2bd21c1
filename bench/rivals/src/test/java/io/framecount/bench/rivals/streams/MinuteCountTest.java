package io.framecount.bench.rivals.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class MinuteCountTest {
  @Test
  void countsThroughItsBytes() {
    Serde<MinuteCount> serde = MinuteCount.serde();
    SplittableRandom hashes = new SplittableRandom(1);
    byte[] bytes = serde.serializer().serialize("counts", new MinuteCount());
    for (int i = 0; i < 10_000; i++) {
      MinuteCount count = serde.deserializer().deserialize("counts", bytes);
      bytes = serde.serializer().serialize("counts", count.add(hashes.nextLong()));
    }

    MinuteCount count = serde.deserializer().deserialize("counts", bytes);
    assertThat(count.frames()).isEqualTo(10_000);
    assertThat(count.uniqueUsers()).isCloseTo(10_000, within(600L));
  }
}
