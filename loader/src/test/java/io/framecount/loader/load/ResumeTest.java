package io.framecount.loader.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.input.BatchReader;
import io.framecount.common.input.Checkpoint;
import io.framecount.common.input.Input;
import io.framecount.common.input.InputFormat;
import io.framecount.common.input.InputOptions;
import io.framecount.common.input.LineBatch;
import io.framecount.common.input.LineSource;
import io.framecount.common.input.StartPoint;
import io.framecount.loader.encode.FrameRules;
import io.framecount.loader.load.CommitLog.Answer;
import io.framecount.loader.metrics.LoadEvents;
import io.framecount.loader.outcome.LoadTally;
import io.framecount.loader.produce.FrameProducer;
import io.framecount.loader.produce.Guarantee;
import io.framecount.loader.produce.InFlight;
import io.framecount.loader.resume.LoadProgress;
import io.framecount.loader.topic.RecordTimes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A load of any format that commits after each object: every commit fails once, and is then done
 * without an answer, so that the load goes on from behind each object.
 */
@Timeout(60)
class ResumeTest {
  private static final int OBJECTS = 30;
  private static final int BAD = 17;
  private static final FrameRules RULES =
      new FrameRules("frames", true, false, RecordTimes.LOAD, Long.MAX_VALUE);

  @TempDir Path directory;
  private final CommitLog kafka = new CommitLog();
  private final LoadTally tally = new LoadTally();
  private final Places places = new Places();

  @ParameterizedTest
  @MethodSource("io.framecount.common.input.InputFormat#all")
  void loadsEachObjectOnce(InputFormat format) throws IOException {
    List<String> objects = new ArrayList<>();
    List<String> users = new ArrayList<>();
    for (int i = 0; i < OBJECTS; i++) {
      String time = i == BAD ? "" : ",\"ts\":%d".formatted(1_468_244_340 + i);
      objects.add("{\"uid\":\"\u00fc%d\"%s}".formatted(i, time));
      if (i != BAD) {
        users.add("\u00fc" + i);
      }
    }
    Path file = Files.write(directory.resolve("f"), format.of(objects));
    for (int commit = 1; commit <= 2 * OBJECTS; commit++) {
      kafka.answer(commit, commit % 2 == 0 ? Answer.DONE_BUT_ANSWER_LOST : Answer.NOT_DONE);
    }
    load(
        InputOptions.inputs(
            List.of(file.toString()),
            new Input.Reading(false, false),
            new PrintWriter(Writer.nullWriter())));
    assertThat(kafka.records())
        .extracting(frame -> new String(frame.key(), UTF_8))
        .isEqualTo(users);
    assertThat(tally.frames()).isEqualTo(users.size());
    assertThat(tally.rejectedByReason()).isEqualTo(Map.of("missing-field", 1L));
    assertThat(places.starts.values().stream().mapToLong(Checkpoint::lines).sum())
        .isEqualTo(OBJECTS);
    assertThat(kafka.clients()).isGreaterThan(2 * OBJECTS);
  }

  private void load(List<Input> inputs) {
    InFlight inFlight = new InFlight();
    FrameProducer producer =
        FrameProducer.open(
            kafka::newClient,
            (group, offset) -> {},
            Guarantee.EXACTLY_ONCE,
            Optional.empty(),
            inFlight,
            LoadEvents.NONE);
    LoadOf.run(new Again(inputs), places, RULES, producer, inFlight, tally, new ArrayList<>());
  }

  /** Objects one by one, from behind what was committed. */
  private final class Again implements LineSource {
    private final List<Input> inputs;
    private volatile BatchReader reader;

    Again(List<Input> inputs) {
      this.inputs = inputs;
      beginAgain();
    }

    @Override
    public LineBatch poll(long nanos) throws InterruptedException {
      return reader.poll(nanos);
    }

    @Override
    public boolean ended() {
      return reader.ended();
    }

    @Override
    public void giveBack(LineBatch batch) {
      reader.giveBack(batch);
    }

    @Override
    public long rawBytes() {
      return reader.rawBytes();
    }

    @Override
    public boolean full() {
      return true;
    }

    @Override
    public void beginAgain() {
      close();
      List<Input> rest = inputs.stream().dropWhile(places.finished::contains).toList();
      reader = new BatchReader(rest, places::beginningOf, 1 << 20, 1);
    }

    @Override
    public void close() {
      if (reader != null) {
        reader.close();
      }
    }
  }

  /** The places as Kafka keeps them. */
  private final class Places implements Ledger {
    private final Map<Input, Checkpoint> starts = new ConcurrentHashMap<>();
    private final Set<Input> finished = ConcurrentHashMap.newKeySet();
    private final Map<Input, LoadProgress> unsaved = new HashMap<>();

    StartPoint beginningOf(Input input) {
      return new StartPoint(starts.getOrDefault(input, Checkpoint.START), null);
    }

    @Override
    public void done(LineBatch batch, long frames, long rejected) {
      assertThat(batch.damage()).isNull();
      String name = batch.input().name();
      unsaved.put(
          batch.input(),
          new LoadProgress(name, batch.after(), frames, rejected, batch.lastOfInput()));
    }

    @Override
    public void commit(FrameProducer producer) {
      Map<String, OffsetAndMetadata> offsets = new HashMap<>();
      unsaved.forEach((input, progress) -> offsets.put(input.name(), progress.toOffset("run")));
      producer.commit(new TopicPartition("frames", 0), offsets);
    }

    @Override
    public void requireOurs() {}

    @Override
    public boolean foundCommitted() {
      return unsaved.entrySet().stream()
          .allMatch(
              each ->
                  each.getValue()
                      .toOffset("run")
                      .equals(kafka.offsets().get(each.getKey().name())));
    }

    @Override
    public void committed() {
      for (Input input : unsaved.keySet()) {
        LoadProgress kept =
            LoadProgress.of(kafka.offsets().get(input.name())).orElseThrow().progress();
        starts.put(input, kept.checkpoint());
        if (kept.complete()) {
          finished.add(input);
        }
      }
      unsaved.clear();
    }

    @Override
    public void rollBack() {
      unsaved.clear();
    }
  }
}
