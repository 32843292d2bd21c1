package io.framecount.common.input;

import io.framecount.common.input.shape.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Stdin or another pipe, whose beginning is looked at as it arrives, so that a load of something
 * else than JSON lines is refused before it begins. Nobody waits long for a pipe that is silent:
 * what it turns out to be shows when it is read.
 */
final class Arriving implements Input {
  private final Input pipe;
  private final CompletableFuture<ByteSource> source = new CompletableFuture<>();
  private final CompletableFuture<Shape> shape = new CompletableFuture<>();

  private Arriving(Input pipe) {
    this.pipe = pipe;
  }

  /** Begins to look. */
  static Arriving of(Input pipe) {
    Arriving arriving = new Arriving(pipe);
    Thread thread = new Thread(arriving::look, "framecount-look");
    // A thread that waits for stdin can't be woken, and must not keep the JVM.
    thread.setDaemon(true);
    thread.start();
    return arriving;
  }

  private void look() {
    try {
      ByteSource opened = ByteSource.open(pipe);
      shape.complete(opened.shape());
      source.complete(opened);
    } catch (IOException | RuntimeException e) {
      source.completeExceptionally(e);
    }
  }

  /** Returns what it is, if that shows in time. */
  Optional<Shape> shape(long millis) throws InterruptedException {
    try {
      return Optional.of(shape.get(millis, TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException unknown) {
      return Optional.empty();
    }
  }

  /** The command that undoes its compression, once its shape is known; null if there is none. */
  String unpacker() {
    return source.join().unpacker();
  }

  /** Returns the pipe's bytes, as soon as some have arrived; may be called once. */
  ByteSource source() throws IOException {
    try {
      return source.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("closed while nothing had arrived");
    }
  }

  @Override
  public String name() {
    return pipe.name();
  }

  @Override
  public long size() {
    return pipe.size();
  }

  @Override
  public InputStream open() throws IOException {
    throw new IOException("%s is being read".formatted(name()));
  }

  @Override
  public boolean repeatable() {
    return false;
  }
}
