package io.framecount.bench.micro;

import io.framecount.counter.unique.UniqueCounter;
import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.unique.UniqueMethod.Algorithm;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.theta.UpdateSketch;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The bytes of some sketches of one kind, as stored in a topic. Half of a sketch's users are also
 * in the one before. A benchmark asks for its own kind, so that no other is filled.
 */
@State(Scope.Thread)
public abstract class StoredSketches {
  static final int COUNT = 16;

  /** Number of users of a sketch. */
  @Param({"1000", "100000"})
  int users;

  final byte[][] bytes = new byte[COUNT][];

  @Setup
  public void setUp() {
    for (int i = 0; i < COUNT; i++) {
      int first = i * (users / 2);
      bytes[i] = of(IntStream.range(first, first + users).mapToObj(UserIds::id));
    }
  }

  abstract byte[] of(Stream<byte[]> ids);

  private static byte[] counted(Algorithm algorithm, Stream<byte[]> ids) {
    UniqueCounter counter = UniqueMethod.of(algorithm).create();
    ids.forEach(id -> counter.add(id, 0, id.length));
    return counter.toBytes();
  }

  public static class Theta extends StoredSketches {
    @Override
    byte[] of(Stream<byte[]> ids) {
      return counted(Algorithm.THETA, ids);
    }
  }

  public static class Hll extends StoredSketches {
    @Override
    byte[] of(Stream<byte[]> ids) {
      return counted(Algorithm.HLL, ids);
    }
  }

  public static class Ull extends StoredSketches {
    @Override
    byte[] of(Stream<byte[]> ids) {
      return counted(Algorithm.ULL, ids);
    }
  }

  public static class Exact extends StoredSketches {
    @Override
    byte[] of(Stream<byte[]> ids) {
      return counted(Algorithm.EXACT, ids);
    }
  }

  public static class DataSketchesTheta extends StoredSketches {
    @Override
    byte[] of(Stream<byte[]> ids) {
      UpdateSketch sketch = UpdateSketch.builder().setNominalEntries(1 << 16).build();
      ids.forEach(sketch::update);
      return sketch.compact().toByteArray();
    }
  }

  public static class DataSketchesHll extends StoredSketches {
    @Override
    byte[] of(Stream<byte[]> ids) {
      HllSketch sketch = new HllSketch(14, TgtHllType.HLL_8);
      ids.forEach(sketch::update);
      return sketch.toCompactByteArray();
    }
  }
}
