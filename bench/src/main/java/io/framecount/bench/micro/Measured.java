package io.framecount.bench.micro;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Settings of all benchmarks: each runs in its own JVM with the launchers' collector, and so
 * briefly that all of them take a few minutes. JMH's arguments can change that.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgs = {
      "-Xms2g",
      "-Xmx2g",
      "-XX:+UseParallelGC",
      // Compiled at once, also where there is little processor to spare: what has much to compile
      // would else be measured half interpreted.
      "-Xbatch",
      // Avro makes objects of no class that it was not told to trust.
      "-Dorg.apache.avro.SERIALIZABLE_CLASSES=io.framecount.Frame"
    })
@Warmup(iterations = 2, time = 800, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public abstract class Measured {
  Measured() {}
}
