package io.framecount.bench.micro;

import com.alibaba.fastjson2.JSON;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framecount.common.json.IntStack;
import io.framecount.common.json.JsonScanner;
import io.framecount.common.json.KeyTable;
import io.framecount.loader.convert.AvroBuffer;
import io.framecount.loader.convert.Converter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** A line of JSON of about 2 kB, read or converted. */
@OperationsPerInvocation(JsonLines.COUNT)
public class ConvertBenchmark extends Measured {
  private final JsonFactory factory = new JsonFactory();
  private final ObjectMapper mapper = new ObjectMapper();
  private final PlainConverter plain = new PlainConverter();
  private final Converter converter = AvroFrames.converter();
  private final AvroBuffer avro = new AvroBuffer(1 << 16);
  private final JsonScanner scanner = new JsonScanner(512);
  private final KeyTable keys = new KeyTable(Map.of("uid", 0, "ts", 1), false);
  private final IntStack found = new IntStack();
  private JsonLines lines;

  @Setup
  public void setUp() throws IOException {
    lines = JsonLines.generated();
    found.reserve(3, -1);
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
  public long scan() {
    long sum = 0;
    for (int i = 0; i < JsonLines.COUNT; i++) {
      int start = lines.start(i);
      boolean good =
          scanner.open(lines.bytes(), start, lines.end(i))
              && scanner.root(start, keys, found, 0) >= 0;
      if (!good) {
        throw new IllegalStateException(scanner.fault().toString());
      }
      sum += found.get(0) + found.get(1);
    }
    return sum;
  }

  @Benchmark
  public int jacksonTokens() throws IOException {
    int tokens = 0;
    for (int i = 0; i < JsonLines.COUNT; i++) {
      try (JsonParser parser =
          factory.createParser(lines.bytes(), lines.start(i), lines.length(i))) {
        while (parser.nextToken() != null) {
          tokens++;
        }
      }
    }
    return tokens;
  }

  @Benchmark
  public void jacksonTree(Blackhole hole) throws IOException {
    for (int i = 0; i < JsonLines.COUNT; i++) {
      hole.consume(mapper.readTree(lines.bytes(), lines.start(i), lines.length(i)));
    }
  }

  @Benchmark
  public void fastjson2(Blackhole hole) {
    for (int i = 0; i < JsonLines.COUNT; i++) {
      hole.consume(
          JSON.parseObject(lines.bytes(), lines.start(i), lines.length(i), StandardCharsets.UTF_8));
    }
  }

  @Benchmark
  public int treeAndWriter() throws IOException {
    int length = 0;
    for (int i = 0; i < JsonLines.COUNT; i++) {
      length += plain.byTree(lines.bytes(), lines.start(i), lines.length(i));
    }
    return length;
  }
}
