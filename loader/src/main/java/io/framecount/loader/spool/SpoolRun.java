package io.framecount.loader.spool;

import io.framecount.common.input.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The part of one run's stdin that is not loaded yet. Written by one thread, read by one for each
 * cluster; thread-safe.
 */
final class SpoolRun {
  /** The start of the run, in milliseconds since 1970; also its name. */
  final long began;

  private final Deque<Segment> segments = new ArrayDeque<>();
  private final long[] loaded;
  private long end;
  private boolean ended;
  private IOException failure;

  SpoolRun(long began, int readers) {
    this.began = began;
    loaded = new long[readers];
  }

  /** Returns the text for people. */
  String name() {
    return "stdin of " + Instant.ofEpochMilli(began);
  }

  synchronized void add(Segment segment) {
    segments.add(segment);
    end = segment.end();
  }

  synchronized void grew(Segment segment, int content, int file) {
    segment.grew(content, file);
    end = segment.end();
    notifyAll();
  }

  synchronized void seal(Segment segment) {
    segment.seal();
    deleteLoaded();
  }

  /** Marks the end of the run. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Marks the following content as lost, with the reason. */
  synchronized void fail(IOException e) {
    failure = e;
    end();
  }

  /** Returns the start of the oldest part that still exists. */
  synchronized Checkpoint earliest() {
    return segments.isEmpty() ? new Checkpoint(end, 0, 0) : segments.getFirst().base;
  }

  /**
   * Returns the file that holds this position, once it is written; null if the run ends before it.
   *
   * @throws IOException if the content could not be written
   */
  synchronized Segment awaitSegment(long position) throws IOException, InterruptedException {
    while (position >= end && !ended) {
      wait();
    }
    if (position >= end) {
      if (failure != null) {
        throw new IOException(failure.getMessage(), failure);
      }
      return null;
    }
    return segments.stream().filter(segment -> position < segment.end()).findFirst().orElse(null);
  }

  /**
   * Records how much a reader has loaded for good, and deletes the files that all readers have
   * loaded.
   */
  synchronized void loaded(int reader, long position) {
    loaded[reader] = Math.max(loaded[reader], position);
    deleteLoaded();
  }

  synchronized long fileBytes() {
    return segments.stream().mapToLong(Segment::fileBytes).sum();
  }

  synchronized boolean isEmpty() {
    return segments.isEmpty();
  }

  private void deleteLoaded() {
    long everywhere = Arrays.stream(loaded).min().orElse(0);
    while (!segments.isEmpty()
        && segments.getFirst().sealed()
        && segments.getFirst().end() <= everywhere) {
      try {
        Files.deleteIfExists(segments.getFirst().path);
      } catch (IOException leftOver) {
        // It stays until the next run finds it, knows that it is loaded, and tries again.
      }
      segments.removeFirst();
    }
    notifyAll();
  }
}
