package io.framecount.common.input;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Reads and splits inputs on a thread of its own, so that inflating runs beside converting. A few
 * batches go round between the two threads; that bounds the memory, and the slower thread sets the
 * pace.
 */
public final class BatchReader implements LineSource {
  private static final int BATCHES = 10;
  private static final int BATCH_BYTES = 256 * 1024;

  /** For batches of few lines, since what is read ahead is moved with each. */
  private static final int SMALL_BATCH_BYTES = 16 * 1024;

  private static final LineBatch END = new LineBatch(0);

  private final List<Input> inputs;
  private final Function<Input, StartPoint> beginningOf;
  private final int maxLineBytes;
  private final int linesAtOnce;
  private final int batchBytes;
  private final BlockingQueue<LineBatch> free = new ArrayBlockingQueue<>(BATCHES);
  private final BlockingQueue<LineBatch> full = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::run, "framecount-reader");
  private final AtomicLong rawBytesBefore = new AtomicLong();
  private int made;
  private volatile Throwable failure;
  private volatile ByteSource current;
  private volatile boolean closed;
  private volatile boolean ended;

  /**
   * Starts reading.
   *
   * @param beginningOf from where each input is read; called on the reader's thread
   * @param maxLineBytes length from which on a line is only passed over
   */
  public BatchReader(
      List<Input> inputs, Function<Input, StartPoint> beginningOf, int maxLineBytes) {
    this(inputs, beginningOf, maxLineBytes, Integer.MAX_VALUE);
  }

  /**
   * Starts reading into batches of at most so many lines.
   *
   * @param linesAtOnce 1 or more
   */
  public BatchReader(
      List<Input> inputs,
      Function<Input, StartPoint> beginningOf,
      int maxLineBytes,
      int linesAtOnce) {
    this.inputs = inputs;
    this.beginningOf = beginningOf;
    this.maxLineBytes = maxLineBytes;
    this.linesAtOnce = linesAtOnce;
    batchBytes = linesAtOnce == Integer.MAX_VALUE ? BATCH_BYTES : SMALL_BATCH_BYTES;
    // A thread that waits for stdin can't be woken, and must not keep the JVM.
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * The next batch, or null at the end of all inputs. Give each one back.
   *
   * @throws DamagedInputException if its input can't be read on
   */
  public LineBatch next() throws DamagedInputException, InterruptedException {
    LineBatch batch = checked(full.take());
    if (batch != null && batch.damage() != null) {
      DamagedInputException damage = batch.damage();
      giveBack(batch);
      throw damage;
    }
    return batch;
  }

  @Override
  public LineBatch poll(long nanos) throws InterruptedException {
    LineBatch batch = full.poll(nanos, TimeUnit.NANOSECONDS);
    return batch == null ? null : checked(batch);
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public void giveBack(LineBatch batch) {
    free.add(batch);
  }

  @Override
  public long rawBytes() {
    ByteSource source = current;
    return rawBytesBefore.get() + (source == null ? 0 : source.rawBytes());
  }

  /**
   * Stops the reading, and lets a thread that waits in {@link #next} go with null. May be called by
   * any thread; does not wait for an input that delivers nothing.
   */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    full.add(END);
  }

  private LineBatch checked(LineBatch batch) {
    if (batch != END) {
      return batch;
    }
    full.add(END);
    ended = true;
    // Once closed, the reader fails because it was closed.
    if (closed || failure == null) {
      return null;
    }
    throw new IllegalStateException("the reader failed", failure);
  }

  private void run() {
    try {
      for (Input input : inputs) {
        readOrTell(input);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      full.add(END);
    }
  }

  private void readOrTell(Input input) throws InterruptedException {
    StartPoint beginning = beginningOf.apply(input);
    try {
      if (!read(input, beginning, false) && !read(input, beginning, true)) {
        throw DamagedInputException.changed(input, beginning.at());
      }
    } catch (DamagedInputException damaged) {
      if (!closed) {
        LineBatch batch = freeBatch();
        batch.end(input, damaged);
        full.add(batch);
      }
    }
  }

  /**
   * Reads it to its end.
   *
   * @param byLines whether to pass over what was loaded line by line, whatever is there now
   * @return whether what was loaded of it is still there; if not, nothing was read
   */
  private boolean read(Input input, StartPoint beginning, boolean byLines)
      throws DamagedInputException, InterruptedException {
    if (byLines && !input.reading().keepsLoaded()) {
      return false;
    }
    try (ByteSource source = open(input, beginning.at())) {
      current = source;
      Splitter splitter = splitter(input, source, beginning.at());
      try {
        if (input.identity().isEmpty()) {
          // Before the hold, which may empty what the input is recognised by.
          recognise(input, source, beginning.head());
          source.hold();
          if (!startAt(beginning.at(), splitter, byLines)) {
            return false;
          }
        }
        while (handOver(splitter)) {}
        return true;
      } catch (IOException e) {
        throw DamagedInputException.at(input, source, splitter.checkpoint(), e);
      } finally {
        current = null;
        rawBytesBefore.addAndGet(source.rawBytes());
      }
    } catch (IOException e) {
      throw DamagedInputException.unopened(input, e);
    }
  }

  /**
   * Where something of the input was loaded, it is divided as it was then; else as it looks now.
   */
  private Splitter splitter(Input input, ByteSource source, Checkpoint start) {
    boolean ofJson = input.identity().isEmpty() && input.reading().command() != null;
    boolean ofObjects =
        start.position() > 0
            ? start.unit() != Checkpoint.Unit.LINES
            : ofJson && source.shape().isOfObjects();
    if (ofObjects) {
      return new ObjectSplitter(input, source, maxLineBytes, linesAtOnce);
    }
    LineSplitter lines = new LineSplitter(input, source, maxLineBytes, linesAtOnce);
    if (input.identity().isPresent()) {
      lines.begin(start);
    }
    return lines;
  }

  private static ByteSource open(Input input, Checkpoint start) throws IOException {
    return input.identity().isPresent()
        ? ByteSource.plain(input.openAt(start.position()))
        : ByteSource.open(input);
  }

  /**
   * Checks that the input begins as it did before, since its progress is saved under the old name.
   */
  private static void recognise(Input input, ByteSource source, InputPrefix known)
      throws DamagedInputException {
    if (known == null) {
      return;
    }
    if (!known.isOf(source.head())) {
      throw DamagedInputException.replaced(input);
    }
    if (known.isWhole()) {
      // So short an input goes by its first line; what it has gained since is for the next run.
      source.endAfter(known.length());
    }
  }

  private boolean startAt(Checkpoint start, Splitter splitter, boolean byLines)
      throws IOException, InterruptedException {
    LineBatch scratch = freeBatch();
    try {
      return byLines ? splitter.skipCounted(start.lines(), scratch) : splitter.skip(start, scratch);
    } finally {
      free.add(scratch);
    }
  }

  private LineBatch freeBatch() throws InterruptedException {
    if (made < BATCHES && free.isEmpty()) {
      made++;
      return new LineBatch(batchBytes);
    }
    return free.take();
  }

  private boolean handOver(Splitter splitter) throws IOException, InterruptedException {
    LineBatch batch = freeBatch();
    try {
      splitter.fill(batch);
    } catch (IOException e) {
      free.add(batch);
      throw e;
    }
    boolean more = !batch.lastOfInput();
    full.add(batch);
    return more;
  }
}
