package io.framecount.loader.encode;

import io.framecount.loader.convert.DroppedField;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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

  /** The members that no field took, most seen first. Ask when no encoder is at work. */
  List<DroppedField> droppedFields() {
    Map<String, Long> seen =
        all.stream()
            .flatMap(encoder -> encoder.droppedFields().stream())
            .collect(
                Collectors.groupingBy(
                    DroppedField::path, Collectors.summingLong(DroppedField::seen)));
    return seen.entrySet().stream()
        .map(field -> new DroppedField(field.getKey(), field.getValue()))
        .sorted(
            Comparator.comparingLong(DroppedField::seen)
                .reversed()
                .thenComparing(DroppedField::path))
        .toList();
  }
}
