package io.framecount.counter.query;

import io.framecount.common.cli.CommandFailure;
import io.framecount.counter.unique.Estimate;
import io.framecount.counter.unique.ThetaSketch;
import io.framecount.counter.unique.UniqueCounter;
import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.unique.UniqueMethod.Algorithm;
import java.nio.ByteBuffer;

/** The users of a range, united from sketches. Not thread-safe. */
final class UserSet {
  private final UniqueMethod method;
  private final UniqueCounter users;

  UserSet(UniqueMethod method) {
    this.method = method;
    users = method.create();
  }

  void add(ByteBuffer sketch) {
    users.merge(sketch);
  }

  Estimate estimate() {
    return users.estimate();
  }

  /**
   * Refuses a method that can't tell how many users two sets share. (From three estimates it could,
   * as sum minus union; but their errors, each in proportion to a whole set, add up.)
   */
  static void requireIntersection(UniqueMethod method) {
    if (method.algorithm() != Algorithm.THETA && method.algorithm() != Algorithm.EXACT) {
      throw new CommandFailure(
          "users common to two ranges can't be told from sketches of method %s; count with --method theta or exact"
              .formatted(method));
    }
  }

  /** Returns how many users this set and another one of the same method have in common. */
  Estimate common(UserSet other) {
    requireIntersection(method);
    if (method.algorithm() == Algorithm.THETA) {
      return sketch().intersect(other.sketch()).estimate();
    }
    UniqueCounter both = method.create();
    both.merge(users.toBytes());
    both.merge(other.users.toBytes());
    long separately = estimate().count() + other.estimate().count();
    return Estimate.exactly(separately - both.estimate().count());
  }

  private ThetaSketch sketch() {
    return ThetaSketch.read(ByteBuffer.wrap(users.toBytes()));
  }
}
