package io.framecount.loader.encode;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** As many encoders as threads, each used by one of them at a time. */
final class Encoders {
  private final List<FrameEncoder> all;
  private final Queue<FrameEncoder> free;

  /**
   * @param number how many are taken at most at a time
   */
  Encoders(Supplier<FrameEncoder> making, int number) {
    all = IntStream.range(0, number).mapToObj(i -> making.get()).toList();
    free = new ConcurrentLinkedQueue<>(all);
  }

  FrameEncoder take() {
    return free.remove();
  }

  void giveBack(FrameEncoder encoder) {
    free.add(encoder);
  }
}
