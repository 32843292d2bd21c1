package io.framecount.bench.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.framecount.Frame;
import io.framecount.common.input.BatchReader;
import io.framecount.common.input.DamagedInputException;
import io.framecount.common.input.Input;
import io.framecount.common.input.Inputs;
import io.framecount.common.input.LineBatch;
import io.framecount.common.input.StartPoint;
import io.framecount.loader.convert.AvroBuffer;
import io.framecount.loader.convert.ConvertOptions;
import io.framecount.loader.convert.Converter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * Runs the stages of a load without a broker, one after the other, to measure each. Arguments: a
 * gzip file, and optionally {@code split} to run only that stage, once.
 */
public final class LoadStages {
  private static final int ROUNDS = 3;

  private final String file;

  private LoadStages(String file) {
    this.file = file;
  }

  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.ROOT);
    LoadStages stages = new LoadStages(args[0]);
    if (args.length > 1) {
      report("inflate ‖ " + args[1], () -> stages.read((batch, line) -> {}));
      return;
    }
    for (int round = 1; round <= ROUNDS; round++) {
      System.out.println("round " + round);
      report("inflate", stages::inflate);
      report("inflate ‖ split", () -> stages.read((batch, line) -> {}));
      Converter converter =
          Converter.compile(Frame.getClassSchema(), ConvertOptions.defaults(), "uid");
      AvroBuffer avro = new AvroBuffer(1024);
      report(
          "inflate ‖ split ‖ convert",
          () ->
              stages.read(
                  (batch, i) -> {
                    avro.clear();
                    converter.convert(batch.bytes(), batch.start(i), batch.end(i), avro);
                  }));
      JsonFactory jackson = new JsonFactory();
      report(
          "inflate ‖ split ‖ Jackson's tokens",
          () -> stages.read((batch, i) -> tokens(jackson, batch, i)));
    }
  }

  /** Runs a stage to its end and returns the amount of data. */
  private interface Stage {
    long run() throws Exception;
  }

  /** The work for each line. */
  private interface LineWork {
    void accept(LineBatch batch, int line) throws IOException;
  }

  private static void report(String name, Stage stage) throws Exception {
    long started = System.nanoTime();
    long seen = stage.run();
    System.out.printf("  %-36s %.2f s (%,d)%n", name, (System.nanoTime() - started) / 1e9, seen);
  }

  private long inflate() throws IOException {
    byte[] buffer = new byte[256 * 1024];
    long bytes = 0;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(Path.of(file)), 64 * 1024)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes += n;
      }
    }
    return bytes;
  }

  private long read(LineWork work) throws DamagedInputException, InterruptedException, IOException {
    List<Input> inputs = Inputs.resolve(List.of(file));
    long lines = 0;
    try (BatchReader reader = new BatchReader(inputs, input -> StartPoint.START, 1 << 20)) {
      for (LineBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int i = 0; i < batch.count(); i++) {
          work.accept(batch, i);
        }
        lines += batch.count();
        reader.giveBack(batch);
      }
    }
    return lines;
  }

  private static void tokens(JsonFactory jackson, LineBatch batch, int line) throws IOException {
    int from = batch.start(line);
    try (JsonParser parser = jackson.createParser(batch.bytes(), from, batch.end(line) - from)) {
      while (parser.nextToken() != null) {}
    }
  }
}
