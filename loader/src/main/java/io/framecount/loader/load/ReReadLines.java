package io.framecount.loader.load;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.input.BatchReader;
import io.framecount.common.input.Input;
import io.framecount.common.input.LineBatch;
import io.framecount.common.input.LineSource;
import java.util.List;

/** Lines of inputs that are read again from where the last commit was. */
final class ReReadLines implements LineSource {
  private final List<Input> inputs;
  private final LoadLedger ledger;
  private final int maxLineBytes;
  private final int linesAtOnce;
  private volatile BatchReader reader;
  private volatile boolean closed;
  private long rawBytesBefore;

  ReReadLines(List<Input> inputs, LoadLedger ledger, int maxLineBytes, int linesAtOnce) {
    this.inputs = inputs;
    this.ledger = ledger;
    this.maxLineBytes = maxLineBytes;
    this.linesAtOnce = linesAtOnce;
    reader = new BatchReader(inputs, ledger::beginningOf, maxLineBytes, linesAtOnce);
  }

  @Override
  public LineBatch poll(long nanos) throws InterruptedException {
    return reader.poll(nanos);
  }

  @Override
  public boolean ended() {
    return closed || reader.ended();
  }

  @Override
  public void giveBack(LineBatch batch) {
    reader.giveBack(batch);
  }

  @Override
  public long rawBytes() {
    return rawBytesBefore + reader.rawBytes();
  }

  @Override
  public void beginAgain() {
    reader.close();
    List<Input> rest = inputs.stream().dropWhile(ledger::finished).toList();
    rest.stream()
        .filter(input -> !input.repeatable() && input.identity().isEmpty())
        .findFirst()
        .ifPresent(
            input -> {
              throw new CommandFailure(
                  "Kafka has lost what was on its way, and %s can't be read again; use --delivery exactly-once, or --on-outage spool"
                      .formatted(input.name()));
            });
    rawBytesBefore =
        inputs.stream().takeWhile(ledger::finished).mapToLong(i -> Math.max(0, i.size())).sum();
    reader = new BatchReader(rest, ledger::beginningOf, maxLineBytes, linesAtOnce);
    if (closed) {
      reader.close();
    }
  }

  @Override
  public void close() {
    closed = true;
    reader.close();
  }
}
