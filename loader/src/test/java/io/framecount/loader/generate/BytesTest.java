package io.framecount.loader.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {
  private final Bytes bytes = new Bytes(1);

  @ParameterizedTest
  @ValueSource(longs = {0, 7, 10, -1, -10, 255, 1_468_244_384L, Long.MAX_VALUE, Long.MIN_VALUE})
  void decimalsReadAsTheJdkWritesThem(long value) throws IOException {
    bytes.addDecimal(value);
    assertThat(text()).isEqualTo(Long.toString(value));
  }

  @Test
  void digitsKeepLeadingZerosAndHexItsTop() throws IOException {
    bytes.addDigits(42, 6);
    bytes.addHex(0x0123456789abcdefL, 16);
    bytes.addHex(0xfed0000000000000L, 3);
    assertThat(text()).isEqualTo("0000420123456789abcdeffed");
  }

  private String text() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    bytes.writeTo(out);
    return out.toString(java.nio.charset.StandardCharsets.US_ASCII);
  }
}
