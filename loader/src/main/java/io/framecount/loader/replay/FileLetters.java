package io.framecount.loader.replay;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.input.BatchReader;
import io.framecount.common.input.Checkpoint;
import io.framecount.common.input.DamagedInputException;
import io.framecount.common.input.Input;
import io.framecount.common.input.InputPrefix;
import io.framecount.common.input.Inputs;
import io.framecount.common.input.LineBatch;
import io.framecount.common.input.StartPoint;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.loader.produce.FrameProducer;
import io.framecount.loader.reject.RejectFile;
import io.framecount.loader.reject.RejectLine;
import io.framecount.loader.replay.Replayer.LetterSource;
import io.framecount.loader.resume.LoadProgress;
import io.framecount.loader.resume.ProgressStore;
import io.framecount.loader.resume.Recognition;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A reject file. The replay's progress is kept as that of a load of this file. A line that is in it
 * more than once is replayed once.
 */
final class FileLetters implements LetterSource {
  /** Escapes make a line in JSON up to six times as long. */
  private static final int LONGEST = 200 * 1024 * 1024;

  private final Input input;
  private final InputPrefix head;
  private final ProgressStore store;
  private final String group;
  private ReplayedLines known;

  FileLetters(KafkaConnection kafka, String topic, Path file) {
    List<Input> inputs = Inputs.resolve(List.of(file.toString()));
    if (inputs.size() != 1 || !inputs.get(0).repeatable()) {
      throw new CommandFailure("--from-file %s is not a file".formatted(file));
    }
    inputs = Inputs.requireLines(inputs, "loader replay --from-file /dev/stdin");
    input = inputs.get(0);
    head = InputPrefix.of(input);
    if (!RejectFile.beginsLikeOne(head.bytes())) {
      throw new CommandFailure(
          "%s does not hold rejected lines as --reject-file writes them".formatted(input.name()));
    }
    store = new ProgressStore(kafka, topic);
    group = head.isEmpty() ? null : recognised();
  }

  /** A line that is rejected twice is replayed once, so a file that is alike is the same. */
  private String recognised() {
    return Recognition.of(Map.of(input, head), store, Recognition.Alike.SAME, false)
        .groups()
        .get(input);
  }

  @Override
  public boolean isEmpty() {
    return head.isEmpty();
  }

  @Override
  public String group() {
    return group;
  }

  @Override
  public int largestLine() {
    return (int) Math.min(LONGEST, Math.max(0, input.size()));
  }

  @Override
  public void replay(Replayer replayer, FrameProducer producer, BooleanSupplier stopped)
      throws InterruptedException {
    LoadProgress progress =
        store
            .saved(group)
            .map(LoadProgress.Saved::progress)
            .orElse(new LoadProgress(input.place(), Checkpoint.START, 0, 0, false));
    Checkpoint start = progress.checkpoint();
    try (BatchReader reader =
        new BatchReader(List.of(input), any -> new StartPoint(start, head), LONGEST)) {
      LineBatch batch = reader.next();
      while (batch != null && !stopped.getAsBoolean()) {
        take(batch, start, replayer);
        producer.commit(
            store.slot(), Map.of(group(), after(batch, progress, replayer.tally()).toOffset()));
        if (batch.openBytes() > 0) {
          replayer
              .tally()
              .incomplete(
                  "the last line of %s (line %,d) has no end yet; it is left for the next replay"
                      .formatted(input.name(), batch.after().lines() + 1));
        }
        reader.giveBack(batch);
        batch = reader.next();
      }
    } catch (DamagedInputException damaged) {
      replayer.tally().incomplete(damaged.getMessage());
    }
  }

  private void take(LineBatch batch, Checkpoint start, Replayer replayer)
      throws DamagedInputException, InterruptedException {
    for (int i = 0; i < batch.count(); i++) {
      int from = batch.start(i);
      int to = batch.end(i);
      long number = batch.lineNumber(i);
      RejectLine line =
          RejectLine.parse(batch.bytes(), from, to)
              .orElseThrow(
                  () ->
                      new CommandFailure(
                          "line %,d of %s is not a rejected line as --reject-file writes them; mend or remove it, and replay again"
                              .formatted(number, input.name())));
      if (known(start).add(line)) {
        replayer.take(line.letter(), line.content());
      } else {
        replayer.tally().repeated();
      }
    }
  }

  /** Returns what is known by now; read up to the start if there is anything after it. */
  private ReplayedLines known(Checkpoint start) throws DamagedInputException, InterruptedException {
    if (known == null) {
      known = new ReplayedLines();
      try (BatchReader reader = new BatchReader(List.of(input), any -> StartPoint.START, LONGEST)) {
        boolean more = start.position() > 0;
        while (more) {
          LineBatch batch = reader.next();
          more = note(batch, start) && !batch.lastOfInput();
          reader.giveBack(batch);
        }
      }
    }
    return known;
  }

  /** Returns whether all of the batch lies before the start. */
  private boolean note(LineBatch batch, Checkpoint start) {
    for (int i = 0; i < batch.count() && batch.position(i) < start.position(); i++) {
      RejectLine.parse(batch.bytes(), batch.start(i), batch.end(i)).ifPresent(known::add);
    }
    return batch.after().position() < start.position();
  }

  private LoadProgress after(LineBatch batch, LoadProgress before, ReplayTally tally) {
    return new LoadProgress(
        input.place(),
        batch.after(),
        before.frames() + tally.frames(),
        before.rejected() + tally.rejected(),
        batch.lastOfInput(),
        Instant.now().truncatedTo(ChronoUnit.MILLIS),
        0,
        input.written());
  }
}
