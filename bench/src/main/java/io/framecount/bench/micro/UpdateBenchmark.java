package io.framecount.bench.micro;

import io.framecount.counter.unique.UniqueCounter;
import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.unique.UniqueMethod.Algorithm;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.theta.UpdateSketch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Hashes and adds the user of each frame, from an empty sketch on. */
@OperationsPerInvocation(UpdateBenchmark.FRAMES)
public class UpdateBenchmark extends Measured {
  static final int FRAMES = 1_000_000;

  /** Number of different users of the frames. */
  @Param({"45000", "1000000"})
  int users;

  private byte[][] ids;

  @Setup
  public void setUp() {
    ids = UserIds.ofFrames(FRAMES, users);
  }

  @Benchmark
  public UniqueCounter theta() {
    return filled(Algorithm.THETA);
  }

  @Benchmark
  public UniqueCounter hll() {
    return filled(Algorithm.HLL);
  }

  @Benchmark
  public UniqueCounter ull() {
    return filled(Algorithm.ULL);
  }

  @Benchmark
  public UniqueCounter linear() {
    return filled(Algorithm.LINEAR);
  }

  @Benchmark
  public UniqueCounter exact() {
    return filled(Algorithm.EXACT);
  }

  @Benchmark
  public UpdateSketch dataSketchesTheta() {
    UpdateSketch sketch = UpdateSketch.builder().setNominalEntries(1 << 16).build();
    for (byte[] id : ids) {
      sketch.update(id);
    }
    return sketch;
  }

  @Benchmark
  public HllSketch dataSketchesHll() {
    HllSketch sketch = new HllSketch(14, TgtHllType.HLL_8);
    for (byte[] id : ids) {
      sketch.update(id);
    }
    return sketch;
  }

  @Benchmark
  public Set<String> hashSet() {
    Set<String> set = new HashSet<>();
    for (byte[] id : ids) {
      set.add(new String(id, StandardCharsets.UTF_8));
    }
    return set;
  }

  private UniqueCounter filled(Algorithm algorithm) {
    UniqueCounter counter = UniqueMethod.of(algorithm).create();
    for (byte[] id : ids) {
      counter.add(id, 0, id.length);
    }
    return counter;
  }
}
