package io.framecount.counter.unique;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ValueHashTest {
  @Test
  void isMurmur3OfAnotherLibraryAtEveryLengthAndOffset() {
    byte[] bytes = new byte[120];
    new Random(1).nextBytes(bytes);
    for (int from = 0; from < 20; from++) {
      for (int length = 0; length <= bytes.length - from; length++) {
        assertThat(ValueHash.of(bytes, from, length))
            .as("%d bytes from %d", length, from)
            .isEqualTo(Hashing.murmur3_128(9001).hashBytesToLong(bytes, from, length));
      }
    }
  }

  @Test
  void neverChanges() {
    byte[] value = "hello world, this is a test".getBytes(UTF_8);
    assertThat(ValueHash.of(value, 0, value.length)).isEqualTo(5579039802798266533L);
  }

  @Test
  void seedHashBelongsToTheSeed() {
    byte[] seed = new byte[Long.BYTES];
    ByteBuffer.wrap(seed).order(ByteOrder.LITTLE_ENDIAN).putLong(ValueHash.SEED);
    assertThat((short) Hashing.murmur3_128(0).hashBytesToLong(seed)).isEqualTo(ValueHash.SEED_HASH);
  }
}
