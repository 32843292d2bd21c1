package io.framecount.bench.micro;

import io.framecount.Frame;
import io.framecount.loader.convert.AvroBuffer;
import io.framecount.loader.convert.Converter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/**
 * A line of JSON with the two fields of the schema and no others, converted: the only lines that
 * Avro's JSON decoder takes.
 */
@OperationsPerInvocation(JsonLines.COUNT)
public class SmallLineBenchmark extends Measured {
  private final PlainConverter plain = new PlainConverter();
  private final Converter converter = AvroFrames.converter();
  private final AvroBuffer avro = new AvroBuffer(1 << 16);
  private String[] texts;
  private JsonLines lines;

  /** The users and times of the generated lines. */
  static String[] texts() throws IOException {
    GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(Frame.getClassSchema());
    List<String> texts = new ArrayList<>();
    for (byte[] bytes : AvroFrames.generated().all()) {
      BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
      GenericRecord frame = reader.read(null, decoder);
      texts.add("{\"uid\":\"%s\",\"ts\":%s}".formatted(frame.get("uid"), frame.get("ts")));
    }
    return texts.toArray(String[]::new);
  }

  @Setup
  public void setUp() throws IOException {
    texts = texts();
    lines = JsonLines.of(String.join("\n", texts) + "\n");
  }

  @Benchmark
  public int convert() {
    avro.clear();
    for (int i = 0; i < JsonLines.COUNT; i++) {
      if (!converter.convert(lines.bytes(), lines.start(i), lines.end(i), avro)) {
        throw new IllegalStateException(converter.rejection().toString());
      }
    }
    return avro.length();
  }

  @Benchmark
  public int treeAndWriter() throws IOException {
    int length = 0;
    for (int i = 0; i < JsonLines.COUNT; i++) {
      length += plain.byTree(lines.bytes(), lines.start(i), lines.length(i));
    }
    return length;
  }

  @Benchmark
  public int jsonDecoder() throws IOException {
    int length = 0;
    for (int i = 0; i < JsonLines.COUNT; i++) {
      length += plain.byDecoder(texts[i]);
    }
    return length;
  }
}
