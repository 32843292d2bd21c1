package io.framecount.counter.unique;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.stream.IntStream;

/** Values for tests: {@code user-0}, {@code user-1} and so on. */
final class Users {
  private Users() {}

  static byte[] id(int number) {
    return ("user-" + number).getBytes(UTF_8);
  }

  /** Adds the users from the first number up to, without, the last. */
  static <C extends UniqueCounter> C add(C counter, int first, int last) {
    IntStream.range(first, last).forEach(i -> add(counter, i));
    return counter;
  }

  static void add(UniqueCounter counter, int number) {
    byte[] id = id(number);
    counter.add(id, 0, id.length);
  }

  static ThetaSketch theta(int nominal, int first, int last) {
    return add(new ThetaCounter(nominal), first, last).toSketch();
  }
}
