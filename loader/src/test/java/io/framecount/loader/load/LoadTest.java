package io.framecount.loader.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framecount.Frame;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.progress.Progress;
import io.framecount.common.input.BatchReader;
import io.framecount.common.input.Input;
import io.framecount.common.input.LineBatch;
import io.framecount.common.input.LineSource;
import io.framecount.common.input.WorkAhead;
import io.framecount.loader.convert.ConvertOptions;
import io.framecount.loader.convert.Converter;
import io.framecount.loader.encode.EncodedBatch;
import io.framecount.loader.encode.Envelope.RegisteredEnvelope;
import io.framecount.loader.encode.FrameEncoder;
import io.framecount.loader.encode.FrameRules;
import io.framecount.loader.load.CommitLog.Answer;
import io.framecount.loader.metrics.LoadEvents;
import io.framecount.loader.metrics.LoadSnapshot;
import io.framecount.loader.outcome.LoadTally;
import io.framecount.loader.outcome.RunOutcome;
import io.framecount.loader.produce.DeadLetter;
import io.framecount.loader.produce.DroppedRecords;
import io.framecount.loader.produce.FrameProducer;
import io.framecount.loader.produce.Guarantee;
import io.framecount.loader.produce.InFlight;
import io.framecount.loader.reject.ErrorLimit;
import io.framecount.loader.resume.ProgressStore;
import io.framecount.loader.resume.Recognition.Alike;
import io.framecount.loader.topic.RecordTimes;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The load of seven lines, the fourth of which is rejected, with a commit after every second. */
@Timeout(60)
class LoadTest {
  private static final List<String> USERS = List.of("u1", "u2", "u3", "u5", "u6", "u7");
  private static final FrameRules RULES =
      new FrameRules("frames", true, false, RecordTimes.LOAD, Long.MAX_VALUE);

  private final CommitLog kafka = new CommitLog();
  private final LoadTally tally = new LoadTally();
  private final InFlight inFlight = new InFlight();
  private final List<String> said = new ArrayList<>();
  private final List<LoadSnapshot> commits = new ArrayList<>();
  private final List<DeadLetter> rejected = new ArrayList<>();
  private final DroppedRecords drops = new DroppedRecords(Duration.ZERO);
  private Optional<DroppedRecords> dropping = Optional.empty();
  private BooleanSupplier topicFound = () -> true;
  private FrameProducer producer;
  private Load load;

  @Test
  void commitsFramesTogetherWithThePositionBehindThem() {
    assertThat(run(Guarantee.EXACTLY_ONCE)).isEqualTo(Load.End.COMMITTED);
    assertThat(kafka.clients()).isEqualTo(1);
    assertAllLoadedOnce();
    assertThat(said).isEmpty();
    assertThat(rejected).extracting(DeadLetter::line).containsExactly(4L);
    assertThat(commits.get(0).frames()).isEqualTo(2);
    assertThat(commits.get(0).contentBytes()).isEqualTo(2L * line(1).length());
  }

  @Test
  void sendsAgainWhatACommitCarriedThatDidNotHappen() {
    kafka.answer(2, Answer.NOT_DONE);
    assertThat(run(Guarantee.EXACTLY_ONCE)).isEqualTo(Load.End.COMMITTED);
    assertThat(kafka.clients()).isEqualTo(2);
    assertAllLoadedOnce();
    assertThat(said)
        .containsExactly(
            "what was on its way is lost; sending 2 lines again, from the last commit on");
  }

  @Test
  void keepsACommitThatHappenedThoughItsAnswerIsLost() {
    kafka.answer(2, Answer.DONE_BUT_ANSWER_LOST);
    assertThat(run(Guarantee.EXACTLY_ONCE)).isEqualTo(Load.End.COMMITTED);
    assertThat(kafka.clients()).isEqualTo(2);
    assertAllLoadedOnce();
    assertThat(said).isEmpty();
    assertThat(commits.get(1).frames()).isEqualTo(3);
    assertThat(commits.get(1).rejected()).isEqualTo(Map.of("missing-field", 1L));
  }

  @Test
  void survivesOneFailureAfterTheOther() {
    kafka
        .answer(1, Answer.NOT_DONE)
        .answer(2, Answer.DONE_BUT_ANSWER_LOST)
        .answer(3, Answer.NOT_DONE)
        .answer(4, Answer.NOT_DONE)
        .answer(6, Answer.DONE_BUT_ANSWER_LOST);
    assertThat(run(Guarantee.EXACTLY_ONCE)).isEqualTo(Load.End.COMMITTED);
    assertAllLoadedOnce();
    assertThat(said).hasSize(3);
  }

  @Test
  void goesBackToTheLastCommitIfSendingFails() {
    kafka.failSend(5);
    assertThat(run(Guarantee.EXACTLY_ONCE)).isEqualTo(Load.End.COMMITTED);
    assertThat(kafka.clients()).isEqualTo(2);
    assertAllLoadedOnce();
  }

  @Test
  void countsOnlyWhatIsCommittedIfKafkaStaysAway() {
    kafka.answer(2, Answer.NOT_DONE);
    topicFound =
        () -> {
          throw new InterruptException("the watch has waited long enough");
        };
    assertThat(run(Guarantee.EXACTLY_ONCE)).isEqualTo(Load.End.CUT_SHORT);
    assertThat(load.inDoubt()).isTrue();
    assertThat(tally.frames()).isEqualTo(2);
    assertThat(tally.rejected()).isZero();
    assertThat(tally.contentBytes()).isEqualTo(2L * line(1).length());
    assertThat(producer.acknowledged()).isEqualTo(2);
    assertThat(users()).isEqualTo(List.of("u1", "u2"));
  }

  @Test
  void refusesToGoOnIfThePipeWasNotKept() {
    kafka.failSend(4);
    assertThatThrownBy(() -> run(Guarantee.AT_LEAST_ONCE))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(
            "Kafka has lost what was on its way, and pipe can't be read again; use --delivery exactly-once, or --on-outage spool");
    assertThat(tally.frames()).isEqualTo(3);
  }

  @Test
  void countsDroppedFramesApartFromDeliveredOnes() {
    dropping = Optional.of(drops);
    kafka.failDelivery(3, 4);
    assertThat(run(Guarantee.AT_LEAST_ONCE)).isEqualTo(Load.End.COMMITTED);
    assertThat(kafka.clients()).isEqualTo(1);
    assertThat(users()).isEqualTo(List.of("u1", "u2", "u6", "u7"));
    assertThat(tally.frames()).isEqualTo(6);
    assertThat(producer.acknowledged()).isEqualTo(4);
    assertThat(drops.frames()).isEqualTo(2);
    assertThat(drops.ranges()).isEqualTo(Map.of("pipe", List.of("3", "5")));
    assertThat(commits.get(commits.size() - 1).frames()).isEqualTo(4);
    assertThat(commits.get(commits.size() - 1).dropped()).isEqualTo(2);
  }

  @Test
  void countsNoDropsThatCameAfterTheLastCommit() {
    dropping = Optional.of(drops);
    kafka.failDelivery(3, 4).interruptFlush();
    assertThat(run(Guarantee.AT_LEAST_ONCE)).isEqualTo(Load.End.CUT_SHORT);
    assertThat(tally.frames()).isEqualTo(2);
    assertThat(producer.acknowledged()).isEqualTo(2);
    assertThat(drops.lines()).isZero();
    assertThat(drops.ranges()).isEmpty();
  }

  private void assertAllLoadedOnce() {
    assertThat(users()).isEqualTo(USERS);
    assertThat(kafka.offsets().values())
        .singleElement()
        .satisfies(kept -> assertThat(kept.offset()).isEqualTo(content().length));
    assertThat(load.inDoubt()).isFalse();
    assertThat(tally.frames()).isEqualTo(6);
    assertThat(tally.rejectedByReason()).isEqualTo(Map.of("missing-field", 1L));
    assertThat(tally.contentBytes()).isEqualTo(content().length);
    assertThat(producer.acknowledged()).isEqualTo(6);
    assertThat(inFlight.owed()).isFalse();
    assertThat(commits.get(commits.size() - 1).frames()).isEqualTo(6);
  }

  private List<String> users() {
    return kafka.records().stream().map(frame -> new String(frame.key(), UTF_8)).toList();
  }

  private Load.End run(Guarantee guarantee) {
    ProgressStore store =
        new ProgressStore(
            null,
            "frames",
            (groups, stable) -> {
              Map<String, OffsetAndMetadata> found = new HashMap<>(kafka.offsets());
              found.keySet().retainAll(groups);
              return found;
            });
    List<Input> inputs = List.of(new Pipe());
    LoadLedger ledger = new LoadLedger(inputs, store, guarantee, Alike.AUTO, false);
    producer =
        FrameProducer.open(
            kafka::newClient,
            (group, offset) -> {},
            guarantee,
            dropping,
            inFlight,
            LoadEvents.NONE);
    ledger.takeOver();
    LineSource source =
        guarantee == Guarantee.EXACTLY_ONCE
            ? new BufferedLines(new BatchReader(inputs, ledger::beginningOf, 1 << 20, 2))
            : new ReReadLines(inputs, ledger, 1 << 20, 2);
    try (LineSource lines = new CommitEachBatch(source);
        WorkAhead<EncodedBatch> frames = EncodedBatch.ahead(lines, LoadTest::encoder)) {
      FrameSink sink =
          new FrameSink(
              RULES, producer::send, (letter, bytes, from, to) -> rejected.add(letter), tally);
      load =
          new Load(
              new Load.Pipeline(lines, frames, sink, producer),
              ledger,
              new Recovery(() -> topicFound.getAsBoolean(), () -> {}, producer, ledger, inFlight),
              new RunOutcome(ErrorLimit.NONE, "the same command", tally),
              null,
              new Said(),
              new Commits());
      return load.run(new StopSignal());
    }
  }

  private static FrameEncoder encoder() {
    return new FrameEncoder(
        RULES,
        Converter.compile(Frame.getClassSchema(), ConvertOptions.defaults(), "uid"),
        new RegisteredEnvelope(7));
  }

  private static String line(int number) {
    return number == 4
        ? "{\"uid\":\"u4\"}\n"
        : "{\"uid\":\"u%d\",\"ts\":1468244384}\n".formatted(number);
  }

  private static byte[] content() {
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i <= 7; i++) {
      lines.append(line(i));
    }
    return lines.toString().getBytes(UTF_8);
  }

  /** Can be read once, as stdin. */
  private record Pipe() implements Input {
    @Override
    public String name() {
      return "pipe";
    }

    @Override
    public long size() {
      return -1;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(content());
    }

    @Override
    public boolean repeatable() {
      return false;
    }
  }

  /** Makes a commit due after each batch. */
  private record CommitEachBatch(LineSource lines) implements LineSource {
    @Override
    public LineBatch poll(long nanos) throws InterruptedException {
      return lines.poll(nanos);
    }

    @Override
    public boolean ended() {
      return lines.ended();
    }

    @Override
    public void giveBack(LineBatch batch) {
      lines.giveBack(batch);
    }

    @Override
    public long rawBytes() {
      return lines.rawBytes();
    }

    @Override
    public boolean full() {
      return true;
    }

    @Override
    public void committed() {
      lines.committed();
    }

    @Override
    public void rollBack() {
      lines.rollBack();
    }

    @Override
    public void beginAgain() {
      lines.beginAgain();
    }

    @Override
    public void close() {
      lines.close();
    }
  }

  private final class Said implements Progress {
    @Override
    public void at(long done, Supplier<String> note) {}

    @Override
    public void say(String line) {
      said.add(line);
    }

    @Override
    public void close() {}
  }

  private final class Commits implements LoadEvents {
    @Override
    public void committed(LoadSnapshot snapshot, long nanos) {
      commits.add(snapshot);
    }
  }
}
