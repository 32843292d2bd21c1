package io.framecount.loader.encode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.framecount.Frame;
import io.framecount.common.input.BatchReader;
import io.framecount.common.input.DamagedInputException;
import io.framecount.common.input.Inputs;
import io.framecount.common.input.LineBatch;
import io.framecount.common.input.LineSource;
import io.framecount.common.input.StartPoint;
import io.framecount.common.input.WorkAhead;
import io.framecount.loader.convert.ChangedValue;
import io.framecount.loader.convert.ChangedValue.Kind;
import io.framecount.loader.convert.ConvertOptions;
import io.framecount.loader.convert.Converter;
import io.framecount.loader.encode.Envelope.RegisteredEnvelope;
import io.framecount.loader.topic.RecordTimes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EncodedBatchTest {
  private static final int LINES = 60_000;
  private static final FrameRules RULES =
      new FrameRules("frames", true, false, RecordTimes.LOAD, Long.MAX_VALUE);

  @TempDir private Path directory;
  private final List<String> seen = new ArrayList<>();
  private final Map<ChangedValue, Long> changes = new HashMap<>();
  private DamagedInputException damage;

  @Test
  void handsOutInTheOrderOfTheLinesWhateverTheThreadsDo() throws Exception {
    try (BatchReader reader = reader(archive());
        WorkAhead<EncodedBatch> frames = ahead(reader)) {
      takeAll(frames);
      assertThat(seen).isEqualTo(IntStream.range(0, LINES).mapToObj(this::expected).toList());
      long good = seen.stream().filter(text -> text.startsWith("user")).count();
      assertThat(changes).containsOnly(entry(new ChangedValue(Kind.DROPPED, "more", null), good));
    }
  }

  @Test
  void handsOutTheEndOfADamagedInputAfterAllBeforeIt() throws Exception {
    byte[] whole = archive();
    try (BatchReader reader = reader(Arrays.copyOf(whole, whole.length / 2));
        WorkAhead<EncodedBatch> frames = ahead(reader)) {
      takeAll(frames);
      assertThat(damage).hasMessageContaining("is damaged: it ends too early");
      assertThat(seen).hasSizeGreaterThan(LINES / 3);
      assertThat(seen).isEqualTo(IntStream.range(0, seen.size()).mapToObj(this::expected).toList());
    }
  }

  @Test
  void forgetsWhatItHasInHandWhenItsSourceBeginsAnew() throws Exception {
    byte[] archive = archive();
    List<BatchReader> readers = new ArrayList<>(List.of(reader(archive)));
    Changing source = new Changing(readers.get(0));
    try (WorkAhead<EncodedBatch> frames =
        EncodedBatch.ahead(source, EncodedBatchTest::encoder, 3)) {
      frames.giveBack(frames.poll(Long.MAX_VALUE));
      assertThat(frames.poll(Long.MAX_VALUE)).isNotNull();
      readers.add(reader(archive));
      source.current = readers.get(1);
      frames.rollBack();
      takeAll(frames);
      assertThat(seen).isEqualTo(IntStream.range(0, LINES).mapToObj(this::expected).toList());
    } finally {
      readers.forEach(BatchReader::close);
    }
  }

  /** A source that can be exchanged. */
  private static final class Changing implements LineSource {
    private BatchReader current;

    Changing(BatchReader first) {
      current = first;
    }

    @Override
    public LineBatch poll(long nanos) throws InterruptedException {
      return current.poll(nanos);
    }

    @Override
    public boolean ended() {
      return current.ended();
    }

    @Override
    public void giveBack(LineBatch batch) {
      current.giveBack(batch);
    }

    @Override
    public long rawBytes() {
      return current.rawBytes();
    }

    @Override
    public void close() {
      current.close();
    }
  }

  private static WorkAhead<EncodedBatch> ahead(BatchReader reader) {
    return EncodedBatch.ahead(reader, EncodedBatchTest::encoder, 3);
  }

  private static FrameEncoder encoder() {
    return new FrameEncoder(
        RULES,
        Converter.compile(Frame.getClassSchema(), ConvertOptions.defaults(), "uid"),
        new RegisteredEnvelope(7));
  }

  private void takeAll(WorkAhead<EncodedBatch> frames) throws InterruptedException {
    while (!frames.ended()) {
      EncodedBatch batch = frames.poll(Long.MAX_VALUE);
      if (batch != null) {
        for (int i = 0; i < batch.lines().count(); i++) {
          assertThat(damage).isNull();
          seen.add(text(batch, i));
        }
        batch
            .frames()
            .changes()
            .forEach((change, times) -> changes.merge(change, times, Long::sum));
        damage = batch.lines().damage();
        frames.giveBack(batch);
      }
    }
  }

  private static String text(EncodedBatch batch, int i) {
    if (batch.lines().isBlank(i)) {
      return "blank";
    }
    Problem problem = batch.frames().problem(i);
    return problem == null
        ? new String(RULES.record(batch.frames(), i).key(), UTF_8)
            + " "
            + batch.frames().value(i).length
        : problem.reason();
  }

  private String expected(int line) {
    return switch (line % 7) {
      case 3 -> "blank";
      case 5 -> "missing-field";
      default -> "user" + line + " " + (5 + 1 + ("user" + line).length() + 6);
    };
  }

  private static String line(int line) {
    return switch (line % 7) {
      case 3 -> " ";
      case 5 -> "{\"uid\":\"user%d\"}".formatted(line);
      default -> "{\"uid\":\"user%d\",\"more\":[1,{}],\"ts\":1468244384}".formatted(line);
    };
  }

  private BatchReader reader(byte[] archive) throws IOException {
    Path file = directory.resolve("frames-" + archive.length + ".gz");
    Files.write(file, archive);
    return new BatchReader(
        Inputs.resolve(List.of(file.toString())), input -> StartPoint.START, 1 << 20);
  }

  private static byte[] archive() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < LINES; i++) {
        gzip.write((line(i) + "\n").getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }
}
