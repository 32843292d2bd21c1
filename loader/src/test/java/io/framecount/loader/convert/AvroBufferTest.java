package io.framecount.loader.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class AvroBufferTest {
  private final ByteArrayOutputStream expected = new ByteArrayOutputStream();
  private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(expected, null);
  private final AvroBuffer buffer = new AvroBuffer(1);

  @Test
  void writesWhatAvroWrites() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      long number = random.nextLong() >> random.nextInt(64);
      buffer.writeLong(number);
      encoder.writeLong(number);
      buffer.writeFloat(Float.intBitsToFloat((int) number));
      encoder.writeFloat(Float.intBitsToFloat((int) number));
      buffer.writeDouble(Double.longBitsToDouble(number));
      encoder.writeDouble(Double.longBitsToDouble(number));
      buffer.writeBoolean(number > 0);
      encoder.writeBoolean(number > 0);
      byte[] bytes = new byte[random.nextInt(200)];
      buffer.writeBytes(bytes, 0, bytes.length);
      encoder.writeBytes(bytes);
    }
    encoder.flush();

    assertThat(buffer.toByteArray()).isEqualTo(expected.toByteArray());
  }

  @Test
  void putsTheSizeBeforeTheItems() throws IOException {
    for (int items : new int[] {0, 1, 63, 64, 10_000}) {
      int start = buffer.length();
      encoder.writeArrayStart();
      encoder.setItemCount(items);
      for (int i = 0; i < items; i++) {
        encoder.startItem();
        encoder.writeInt(i);
        buffer.writeLong(i);
      }
      encoder.writeArrayEnd();
      buffer.closeBlock(start, items);
    }
    encoder.flush();

    assertThat(buffer.toByteArray()).isEqualTo(expected.toByteArray());
  }

  @Test
  void goesBack() {
    buffer.writeByte(1);
    buffer.writeByte(2);
    buffer.truncate(1);
    buffer.writeByte(3);

    assertThat(buffer.toByteArray()).containsExactly(1, 3);
  }
}
