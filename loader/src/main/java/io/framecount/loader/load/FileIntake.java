package io.framecount.loader.load;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.input.BatchReader;
import io.framecount.common.input.Input;
import io.framecount.common.input.LineSource;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.loader.command.option.LoadOptions;
import io.framecount.loader.plan.LoadPlan;
import io.framecount.loader.produce.FrameProducer;
import io.framecount.loader.produce.Guarantee;
import io.framecount.loader.resume.ProgressStore;
import io.framecount.loader.resume.Recognition;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;

/** Files and stdin as the inputs of a load. */
final class FileIntake implements Intake {
  static final int NOTICES_SHOWN = 10;

  private final LoadPlan plan;
  private final List<Input> inputs;
  private final LoadLedger ledger;

  /**
   * Recognises the inputs, and prints the assumptions about files that are alike.
   *
   * @throws CommandFailure if it can be decided for no file
   */
  FileIntake(LoadPlan plan, List<Input> inputs, KafkaConnection kafka, PrintWriter err) {
    this.plan = plan;
    this.inputs = inputs;
    LoadOptions options = plan.options();
    ledger =
        new LoadLedger(
            inputs,
            new ProgressStore(kafka, plan.topic()),
            guarantee(),
            options.alike(),
            options.fromStart());
    Recognition recognition = ledger.recognition();
    tell(recognition.notices(), err);
    if (recognition.refusals().size() == inputs.size()) {
      throw new CommandFailure(
          String.join(System.lineSeparator(), recognition.refusals().values()));
    }
  }

  static void tell(List<String> sentences, PrintWriter err) {
    sentences.stream().limit(NOTICES_SHOWN).forEach(err::println);
    if (sentences.size() > NOTICES_SHOWN) {
      err.println("and %,d more like these".formatted(sentences.size() - NOTICES_SHOWN));
    }
    err.flush();
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public String identity() {
    return ledger.identity();
  }

  @Override
  public int count() {
    return inputs.size();
  }

  @Override
  public void takeOver() {
    ledger.takeOver();
  }

  @Override
  public void begin(FrameProducer producer) {
    ledger.reset().forEach(part -> producer.commit(ledger.slot(), part, ledger::requireOurs));
  }

  @Override
  public LineSource lines(int linesAtOnce) {
    boolean again =
        inputs.stream().allMatch(input -> input.repeatable() || input.identity().isPresent());
    return again || guarantee() != Guarantee.EXACTLY_ONCE
        ? new ReReadLines(readable(), ledger, plan.maxLineBytes(), linesAtOnce)
        : new BufferedLines(
            new BatchReader(readable(), ledger::beginningOf, plan.maxLineBytes(), linesAtOnce));
  }

  /** Returns the inputs that are neither refused nor loaded already. */
  private List<Input> readable() {
    Recognition recognition = ledger.recognition();
    return inputs.stream()
        .filter(input -> !recognition.refusals().containsKey(input))
        .filter(input -> !recognition.done().contains(input))
        .toList();
  }

  @Override
  public Collection<String> refusals() {
    return ledger.recognition().refusals().values();
  }

  @Override
  public long linesDoneBefore() {
    return ledger.linesDoneBefore();
  }

  @Override
  public String whatNext() {
    return inputs.stream()
        .filter(input -> !input.repeatable() && input.identity().isEmpty())
        .findFirst()
        .map(
            input ->
                "the rest of %s is lost to this load; --file - --on-outage spool would have kept it"
                    .formatted(input.name()))
        .orElse("and " + plan.options().sameCommand() + " goes on from there");
  }

  @Override
  public List<String> finish() {
    ledger.forget();
    return ledger.twins();
  }

  private Guarantee guarantee() {
    return plan.options().producer().guarantee();
  }
}
