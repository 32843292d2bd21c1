package io.framecount.common.avro;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireFormatTest {
  @Test
  void isAZeroAndTheIdBigEndian() {
    byte[] record = {9, 9, 9, 9, 9, 77};
    WireFormat.writeHeader(record, 0x01020304);
    assertThat(record).containsExactly(0, 1, 2, 3, 4, 77);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 0x00ff00ff, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
  void readsTheIdItWrote(int id) {
    byte[] record = new byte[WireFormat.HEADER_BYTES];
    WireFormat.writeHeader(record, id);
    assertThat(WireFormat.isFramed(record)).isTrue();
    assertThat(WireFormat.schemaId(record)).isEqualTo(id);
  }

  @Test
  void knowsForeignBytes() {
    assertThat(WireFormat.isFramed(new byte[0])).isFalse();
    assertThat(WireFormat.isFramed(new byte[4])).isFalse();
    assertThat(WireFormat.isFramed(new byte[] {'{', 0, 0, 0, 1})).isFalse();
  }
}
