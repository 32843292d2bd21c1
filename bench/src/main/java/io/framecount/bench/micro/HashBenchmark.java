package io.framecount.bench.micro;

import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import io.framecount.counter.unique.ValueHash;
import java.util.SplittableRandom;
import org.apache.datasketches.hash.MurmurHash3;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The hash of a value: MurmurHash3_x64_128, of which 64 bits are used. */
@OperationsPerInvocation(HashBenchmark.COUNT)
public class HashBenchmark extends Measured {
  static final int COUNT = 1_000;
  private static final int SEED = 9001;

  /** Bytes of a value: an id of a user, or a long text. */
  @Param({"20", "200"})
  int length;

  private final Hasher128 hash4j = Hashing.murmur3_128(SEED);
  private final byte[][] values = new byte[COUNT][];

  @Setup
  public void setUp() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < COUNT; i++) {
      values[i] = new byte[length];
      random.nextBytes(values[i]);
    }
    // All of them must do the same work.
    if (framecount() != hash4j() || framecount() != dataSketches()) {
      throw new IllegalStateException("the hashes differ");
    }
  }

  @Benchmark
  public long framecount() {
    long sum = 0;
    for (byte[] value : values) {
      sum += ValueHash.of(value, 0, value.length);
    }
    return sum;
  }

  @Benchmark
  public long hash4j() {
    long sum = 0;
    for (byte[] value : values) {
      sum += hash4j.hashBytesToLong(value, 0, value.length);
    }
    return sum;
  }

  @Benchmark
  public long dataSketches() {
    long sum = 0;
    for (byte[] value : values) {
      sum += MurmurHash3.hash(value, 0, value.length, SEED)[0];
    }
    return sum;
  }
}
