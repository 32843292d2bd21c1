package io.framecount.loader.input;

import io.framecount.common.cli.CommandFailure;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Reads and splits inputs on a thread of its own, so that inflating runs beside converting. A few
 * batches go round between the two threads; that bounds the memory, and the slower thread sets the
 * pace.
 */
public final class BatchReader implements AutoCloseable {
  private static final int BATCHES = 6;
  private static final int BATCH_BYTES = 256 * 1024;
  private static final LineBatch END = new LineBatch(0);

  private final List<Input> inputs;
  private final Function<Input, Checkpoint> startOf;
  private final int maxLineBytes;
  private final BlockingQueue<LineBatch> free = new ArrayBlockingQueue<>(BATCHES);
  private final BlockingQueue<LineBatch> full = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::run, "framecount-reader");
  private volatile Throwable failure;
  private volatile ByteSource current;
  private final AtomicLong rawBytesBefore = new AtomicLong();

  /**
   * Starts reading.
   *
   * @param startOf from where each input is read
   * @param maxLineBytes length from which on a line is only passed over
   */
  public BatchReader(List<Input> inputs, Function<Input, Checkpoint> startOf, int maxLineBytes) {
    this.inputs = inputs;
    this.startOf = startOf;
    this.maxLineBytes = maxLineBytes;
    for (int i = 0; i < BATCHES; i++) {
      free.add(new LineBatch(BATCH_BYTES));
    }
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * The next batch, or null at the end of all inputs. Give each one back.
   *
   * @throws InputDamaged if the rest can't be read
   */
  public LineBatch next() throws InputDamaged, InterruptedException {
    LineBatch batch = full.take();
    if (batch != END) {
      return batch;
    }
    full.add(END);
    if (failure instanceof InputDamaged damaged) {
      throw damaged;
    }
    if (failure instanceof CommandFailure refused) {
      throw refused;
    }
    if (failure != null) {
      throw new IllegalStateException("the reader failed", failure);
    }
    return null;
  }

  /** Hands a batch back to be filled again. */
  public void giveBack(LineBatch batch) {
    free.add(batch);
  }

  /** Bytes taken from the inputs so far, as they lie there. */
  public long rawBytes() {
    ByteSource source = current;
    return rawBytesBefore.get() + (source == null ? 0 : source.rawBytes());
  }

  /**
   * Stops the reading, and lets a thread that waits in {@link #next} go with null. May be called by
   * any thread.
   */
  @Override
  public void close() {
    thread.interrupt();
    full.add(END);
  }

  private void run() {
    try {
      for (Input input : inputs) {
        read(input);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (InputDamaged | RuntimeException | Error e) {
      failure = e;
    } finally {
      full.add(END);
    }
  }

  private void read(Input input) throws InputDamaged, InterruptedException {
    try (ByteSource source = ByteSource.open(input)) {
      current = source;
      LineSplitter splitter = new LineSplitter(input, source, maxLineBytes);
      try {
        startAt(startOf.apply(input), splitter, input);
        while (handOver(splitter)) {}
      } catch (IOException e) {
        throw damaged(input, source, splitter.checkpoint(), e);
      }
      current = null;
      rawBytesBefore.addAndGet(source.rawBytes());
    } catch (IOException e) {
      throw new InputDamaged("cannot read %s: %s".formatted(input.name(), e.getMessage()), e);
    }
  }

  private void startAt(Checkpoint start, LineSplitter splitter, Input input)
      throws IOException, InterruptedException {
    LineBatch scratch = free.take();
    boolean same = splitter.skip(start, scratch.bytes);
    free.add(scratch);
    if (!same) {
      throw new CommandFailure(
          "%s has changed since it was loaded up to line %d: what lies before that is no longer the same; use --from-start to load all of it again"
              .formatted(input.name(), start.lines()));
    }
  }

  private boolean handOver(LineSplitter splitter) throws IOException, InterruptedException {
    LineBatch batch = free.take();
    splitter.fill(batch);
    boolean more = !batch.lastOfInput();
    full.add(batch);
    return more;
  }

  private static InputDamaged damaged(
      Input input, ByteSource source, Checkpoint reached, IOException e) {
    return new InputDamaged(
        "%s is damaged: %s near byte %,d of the file, after line %,d (byte %,d of the content); everything before was loaded"
            .formatted(
                input.name(), reason(e), source.rawBytes(), reached.lines(), reached.position()),
        e);
  }

  private static String reason(IOException e) {
    if (e instanceof java.io.EOFException) {
      return "it ends too early";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
