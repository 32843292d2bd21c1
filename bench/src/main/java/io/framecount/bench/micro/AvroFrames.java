package io.framecount.bench.micro;

import io.framecount.Frame;
import io.framecount.loader.convert.AvroBuffer;
import io.framecount.loader.convert.ConvertOptions;
import io.framecount.loader.convert.Converter;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The Avro binary of the generated lines, by schema {@link Frame}. */
final class AvroFrames {
  private final byte[][] all;

  private AvroFrames(byte[][] all) {
    this.all = all;
  }

  static AvroFrames generated() throws IOException {
    JsonLines lines = JsonLines.generated();
    Converter converter = converter();
    return new AvroFrames(
        IntStream.range(0, JsonLines.COUNT)
            .mapToObj(line -> convert(converter, lines, line))
            .toArray(byte[][]::new));
  }

  /** Returns the loader's converter with default options. */
  static Converter converter() {
    return Converter.compile(Frame.getClassSchema(), ConvertOptions.defaults(), "uid");
  }

  private static byte[] convert(Converter converter, JsonLines lines, int line) {
    AvroBuffer buffer = new AvroBuffer(64);
    if (!converter.convert(lines.bytes(), lines.start(line), lines.end(line), buffer)) {
      throw new IllegalStateException(converter.rejection().toString());
    }
    return buffer.toByteArray();
  }

  byte[][] all() {
    return all;
  }

  double meanLength() {
    return Arrays.stream(all).mapToInt(frame -> frame.length).average().orElseThrow();
  }
}
