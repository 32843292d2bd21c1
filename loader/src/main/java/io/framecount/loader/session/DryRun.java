package io.framecount.loader.session;

import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.Interruption;
import io.framecount.common.cli.progress.Progress;
import io.framecount.common.input.BatchReader;
import io.framecount.common.input.Input;
import io.framecount.common.input.Inputs;
import io.framecount.common.input.LineSource;
import io.framecount.common.input.StartPoint;
import io.framecount.common.input.WorkAhead;
import io.framecount.loader.command.option.LoadOptions;
import io.framecount.loader.encode.EncodedBatch;
import io.framecount.loader.encode.Envelope.RegisteredEnvelope;
import io.framecount.loader.encode.FrameEncoder;
import io.framecount.loader.encode.FrameRules;
import io.framecount.loader.load.FrameSink;
import io.framecount.loader.outcome.LoadSummary;
import io.framecount.loader.outcome.LoadTally;
import io.framecount.loader.outcome.RunOutcome;
import io.framecount.loader.plan.LoadPlan;
import io.framecount.loader.produce.DeadLetter;
import io.framecount.loader.produce.RejectSink;
import io.framecount.loader.reject.RejectFile;
import io.framecount.loader.source.DryTopic;
import io.framecount.loader.topic.RecordTimes;
import java.io.PrintWriter;
import java.util.List;

/** Converts all inputs from their beginning, a topic to its present end, and sends nothing. */
final class DryRun {
  private static final int REJECTIONS_SHOWN = 10;

  private final LoadOptions options;
  private final LoadTally tally;
  private final PrintWriter out;
  private final PrintWriter err;

  DryRun(LoadOptions options, LoadTally tally, PrintWriter out, PrintWriter err) {
    this.options = options;
    this.tally = tally;
    this.out = out;
    this.err = err;
  }

  /** Runs it. */
  ExitCode run() throws InterruptedException {
    List<Input> inputs = options.from().wanted() ? List.of() : options.inputs(err);
    options.rejects().refuseAmong(inputs);
    LoadPlan plan =
        LoadPlan.of(options, () -> options.registry().connect(options.kafka()), err::println);
    try (RejectFile rejectFile = options.rejects().open()) {
      if (!options.from().wanted()) {
        LineSource reader = new BatchReader(inputs, input -> StartPoint.START, plan.maxLineBytes());
        return run(reader, inputs.size(), Inputs.totalSize(inputs), plan, rejectFile);
      }
      try (DryTopic topic = DryTopic.open(options, err)) {
        return run(topic.lines(), topic.count(), -1, plan, rejectFile);
      }
    }
  }

  private ExitCode run(
      LineSource lines, int inputs, long bytes, LoadPlan plan, RejectFile rejectFile)
      throws InterruptedException {
    RunOutcome verdict =
        new RunOutcome(options.rejects().maxErrors(), options.sameCommand(), tally);
    FrameRules rules = rules(plan);
    try (LineSource reader = lines;
        WorkAhead<EncodedBatch> frames =
            EncodedBatch.ahead(
                reader,
                () -> new FrameEncoder(rules, plan.converter(), new RegisteredEnvelope(0)));
        Interruption interruption = Interruption.listen(reader::close)) {
      try (Progress progress = Progress.ofBytes("converting", bytes, err)) {
        RejectSink shown = shownTo(progress);
        RejectSink rejects = rejectFile == null ? shown : shown.and(rejectFile);
        FrameSink sink = new FrameSink(rules, (record, file, line) -> {}, rejects, tally);
        convert(reader, frames, sink, verdict, progress);
        sink.secure();
      }
      tally.finished(reader.rawBytes(), interruption.requested());
      LoadSummary summary = LoadSummary.of(options, plan.chosen().name(), inputs, tally, verdict);
      options.output().print(out, summary::toText, summary::toJson);
    }
    return verdict.exitCode();
  }

  private void convert(
      LineSource reader,
      WorkAhead<EncodedBatch> frames,
      FrameSink sink,
      RunOutcome verdict,
      Progress progress)
      throws InterruptedException {
    while (!frames.ended() && !verdict.hopeless()) {
      EncodedBatch batch = frames.poll(Long.MAX_VALUE);
      if (batch != null) {
        sink.send(batch);
        verdict.ended(batch.lines());
        tally.read(batch.lines().contentBytes());
        frames.giveBack(batch);
        progress.at(reader.rawBytes(), () -> "%,d frames".formatted(tally.frames()));
      }
    }
  }

  private static FrameRules rules(LoadPlan plan) {
    String topic = String.valueOf(plan.topic());
    return new FrameRules(
        topic, plan.keyed(), false, RecordTimes.LOAD, Long.MAX_VALUE, plan.carried());
  }

  private RejectSink shownTo(Progress progress) {
    return (letter, bytes, from, to) -> {
      if (tally.rejected() < REJECTIONS_SHOWN) {
        progress.say(sentence(letter));
      } else if (tally.rejected() == REJECTIONS_SHOWN) {
        progress.say("more lines are rejected; the summary counts them");
      }
    };
  }

  private static String sentence(DeadLetter letter) {
    return "%s: %s".formatted(letter.where(), letter.message());
  }
}
