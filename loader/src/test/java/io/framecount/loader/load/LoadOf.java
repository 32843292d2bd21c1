package io.framecount.loader.load;

import io.framecount.Frame;
import io.framecount.common.cli.progress.Progress;
import io.framecount.common.input.LineSource;
import io.framecount.common.input.WorkAhead;
import io.framecount.loader.convert.ConvertOptions;
import io.framecount.loader.convert.Converter;
import io.framecount.loader.encode.EncodedBatch;
import io.framecount.loader.encode.Envelope.RegisteredEnvelope;
import io.framecount.loader.encode.FrameEncoder;
import io.framecount.loader.encode.FrameRules;
import io.framecount.loader.metrics.LoadEvents;
import io.framecount.loader.outcome.LoadTally;
import io.framecount.loader.outcome.RunOutcome;
import io.framecount.loader.produce.DeadLetter;
import io.framecount.loader.produce.FrameProducer;
import io.framecount.loader.produce.InFlight;
import io.framecount.loader.reject.ErrorLimit;
import java.util.List;
import java.util.function.Supplier;

/** Runs a load of any input into given clients. */
public final class LoadOf {
  private LoadOf() {}

  /**
   * Runs it to its end.
   *
   * @param rejected gets the dead letters
   */
  public static void run(
      LineSource lines,
      Ledger ledger,
      FrameRules rules,
      FrameProducer producer,
      InFlight inFlight,
      LoadTally tally,
      List<DeadLetter> rejected) {
    Supplier<FrameEncoder> encoders =
        () ->
            new FrameEncoder(
                rules,
                Converter.compile(Frame.getClassSchema(), ConvertOptions.defaults(), "uid"),
                new RegisteredEnvelope(7));
    try (WorkAhead<EncodedBatch> frames = EncodedBatch.ahead(lines, encoders)) {
      FrameSink sink =
          new FrameSink(
              rules, producer::send, (letter, bytes, from, to) -> rejected.add(letter), tally);
      Load.End end =
          new Load(
                  new Load.Pipeline(lines, frames, sink, producer),
                  ledger,
                  new Recovery(() -> true, () -> {}, producer, ledger, inFlight),
                  new RunOutcome(ErrorLimit.NONE, "the same command", tally),
                  null,
                  new Silent(),
                  LoadEvents.NONE)
              .run(new StopSignal());
      if (end != Load.End.COMMITTED) {
        throw new AssertionError(end);
      }
    }
  }

  private static final class Silent implements Progress {
    @Override
    public void at(long done, Supplier<String> note) {}

    @Override
    public void say(String line) {}

    @Override
    public void close() {}
  }
}
