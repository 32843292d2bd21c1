package io.framecount.bench.micro;

import io.framecount.counter.unique.UniqueCounter;
import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.unique.UniqueMethod.Algorithm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.memory.Memory;
import org.apache.datasketches.theta.SetOperation;
import org.apache.datasketches.theta.Union;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Merges a stored sketch with those before it, from an empty union on. */
@OperationsPerInvocation(StoredSketches.COUNT)
public class MergeBenchmark extends Measured {
  @Benchmark
  public UniqueCounter theta(StoredSketches.Theta stored) {
    return united(Algorithm.THETA, stored);
  }

  @Benchmark
  public UniqueCounter hll(StoredSketches.Hll stored) {
    return united(Algorithm.HLL, stored);
  }

  @Benchmark
  public UniqueCounter ull(StoredSketches.Ull stored) {
    return united(Algorithm.ULL, stored);
  }

  @Benchmark
  public UniqueCounter exact(StoredSketches.Exact stored) {
    return united(Algorithm.EXACT, stored);
  }

  @Benchmark
  public Union dataSketchesTheta(StoredSketches.DataSketchesTheta stored) {
    Union union = SetOperation.builder().setNominalEntries(1 << 16).buildUnion();
    for (byte[] sketch : stored.bytes) {
      union.union(Memory.wrap(sketch));
    }
    return union;
  }

  @Benchmark
  public org.apache.datasketches.hll.Union dataSketchesHll(StoredSketches.DataSketchesHll stored) {
    var union = new org.apache.datasketches.hll.Union(14);
    for (byte[] sketch : stored.bytes) {
      union.update(HllSketch.wrap(Memory.wrap(sketch)));
    }
    return union;
  }

  /** Merges sets of strings from their bytes, the solution without sketches. */
  @Benchmark
  public Set<String> hashSet(StoredSketches.Exact stored) {
    Set<String> union = new HashSet<>();
    for (byte[] values : stored.bytes) {
      addAll(values, union);
    }
    return union;
  }

  /** The bytes of exact counting: a header of eight, then each value behind its length. */
  private static void addAll(byte[] values, Set<String> union) {
    ByteBuffer rest = ByteBuffer.wrap(values).position(2 * Integer.BYTES);
    while (rest.hasRemaining()) {
      int length = rest.getInt();
      union.add(new String(values, rest.position(), length, StandardCharsets.UTF_8));
      rest.position(rest.position() + length);
    }
  }

  private static UniqueCounter united(Algorithm algorithm, StoredSketches stored) {
    UniqueCounter counter = UniqueMethod.of(algorithm).create();
    for (byte[] sketch : stored.bytes) {
      counter.merge(sketch);
    }
    return counter;
  }
}
