package io.framecount.counter.unique;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.datasketches.memory.Memory;
import org.apache.datasketches.theta.CompactSketch;
import org.apache.datasketches.theta.Intersection;
import org.apache.datasketches.theta.SetOperation;
import org.apache.datasketches.theta.Sketch;
import org.apache.datasketches.theta.Union;
import org.apache.datasketches.theta.UpdateSketch;
import org.junit.jupiter.api.condition.EnabledOnJre;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ours against DataSketches 6.2.0, which runs on two versions of Java only. */
@EnabledOnJre({JRE.JAVA_17, JRE.JAVA_21})
class DataSketchesTest {
  @ParameterizedTest
  @CsvSource({
    "16, 0",
    "16, 1",
    "16, 2",
    "16, 15",
    "16, 16",
    "16, 17",
    "16, 24",
    "16, 25",
    "16, 31",
    "16, 5000",
    "1024, 1023",
    "1024, 1025",
    "1024, 1536",
    "1024, 1537",
    "1024, 50000",
    "65536, 45000",
    "65536, 65536",
    "65536, 65537",
    "65536, 98305",
    "65536, 300000"
  })
  void theSameUsersGiveTheSameBytesAndCount(int nominal, int users) {
    byte[] bytes = Users.theta(nominal, 0, users).toBytes();
    CompactSketch theirs = union(nominal, update(nominal, 0, users));
    assertThat(bytes).isEqualTo(theirs.toByteArray());
    assertSameEstimate(ThetaSketch.read(ByteBuffer.wrap(bytes)), wrap(bytes));
    assertThat(CompactSketch.heapify(Memory.wrap(bytes)).toByteArray()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 16, 17, 28, 40, 1000, 20_000})
  void whateverTheyWriteCompactlyIsRead(int users) {
    UpdateSketch theirs = update(16, 0, users);
    for (boolean ordered : new boolean[] {true, false}) {
      CompactSketch compact = theirs.compact(ordered, null);
      ThetaSketch read = ThetaSketch.read(ByteBuffer.wrap(compact.toByteArray()));
      assertSameEstimate(read, compact);
      assertThat(read.toBytes()).isEqualTo(theirs.compact().toByteArray());
      assertThat(ThetaSketch.union(16, List.of(read)).toBytes())
          .isEqualTo(union(16, compact).toByteArray());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0",
    "0, 0, 0, 9",
    "0, 1, 1, 2",
    "0, 10, 5, 15",
    "0, 10, 0, 40",
    "0, 1000, 500, 1500",
    "0, 3000, 100, 200",
    "0, 100000, 50000, 150000",
    "0, 2000, 5000, 9000",
    "0, 50, 50, 99"
  })
  void unionsAndIntersectionsAreTheSame(int from, int to, int otherFrom, int otherTo) {
    for (int nominal : new int[] {16, 64, 1024, 65_536}) {
      ThetaSketch ours = Users.theta(nominal, from, to);
      ThetaSketch other = Users.theta(nominal, otherFrom, otherTo);
      Sketch theirs = wrap(ours.toBytes());
      Sketch theirOther = wrap(other.toBytes());
      assertThat(ThetaSketch.union(nominal, List.of(ours, other)).toBytes())
          .isEqualTo(union(nominal, theirs, theirOther).toByteArray())
          .isEqualTo(Users.add(counter(nominal, from, to), otherFrom, otherTo).toBytes());
      CompactSketch common = intersection(theirs, theirOther);
      assertThat(ours.intersect(other).toBytes()).isEqualTo(common.toByteArray());
      assertSameEstimate(ours.intersect(other), common);
    }
  }

  @ParameterizedTest
  @CsvSource({"16, 4096, 64", "4096, 16, 1024", "64, 1024, 16", "65536, 4096, 65536"})
  void sketchesOfDifferentSizesAreUnitedAsTheyDo(int first, int second, int nominal) {
    UpdateSketch one = update(first, 0, 20_000);
    UpdateSketch two = update(second, 10_000, 70_000);
    List<ThetaSketch> read =
        List.of(
            ThetaSketch.read(ByteBuffer.wrap(one.compact().toByteArray())),
            ThetaSketch.read(ByteBuffer.wrap(two.compact(false, null).toByteArray())));
    assertThat(ThetaSketch.union(nominal, read).toBytes())
        .isEqualTo(union(nominal, one, two).toByteArray());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5, 16, 60, 100, 101, 121, 300, 1000, 65_536})
  void boundsAreCloseToTheirs(int samples) {
    long[] hashes = new long[samples];
    Arrays.setAll(hashes, i -> i + 1);
    for (double share : new double[] {0.0005, 0.01, 0.1, 0.5, 0.9}) {
      ThetaSketch ours = new ThetaSketch((long) (share * ThetaSketch.ALL), hashes);
      Sketch theirs = wrap(ours.toBytes());
      Estimate estimate = ours.estimate();
      double halfWidth = (theirs.getUpperBound(2) - theirs.getLowerBound(2)) / 2;
      assertThat(estimate.lower()).isCloseTo(theirs.getLowerBound(2), within(1 + 0.05 * halfWidth));
      assertThat(estimate.upper()).isCloseTo(theirs.getUpperBound(2), within(1 + 0.05 * halfWidth));
    }
  }

  private static void assertSameEstimate(ThetaSketch ours, Sketch theirs) {
    assertThat(ours.estimate().count()).isEqualTo(Math.round(theirs.getEstimate()));
    assertThat(ours.estimate().exact()).isEqualTo(theirs.getTheta() == 1);
    assertThat(ours.retained()).isEqualTo(theirs.getRetainedEntries());
    assertThat(ours.isEmpty()).isEqualTo(theirs.isEmpty());
  }

  private static ThetaCounter counter(int nominal, int from, int to) {
    return Users.add(new ThetaCounter(nominal), from, to);
  }

  private static Sketch wrap(byte[] bytes) {
    return Sketch.wrap(Memory.wrap(bytes));
  }

  private static UpdateSketch update(int nominal, int from, int to) {
    UpdateSketch sketch = UpdateSketch.builder().setNominalEntries(nominal).build();
    for (int i = from; i < to; i++) {
      sketch.update(Users.id(i));
    }
    return sketch;
  }

  private static CompactSketch union(int nominal, Sketch... sketches) {
    Union union = SetOperation.builder().setNominalEntries(nominal).buildUnion();
    for (Sketch sketch : sketches) {
      union.union(sketch);
    }
    return union.getResult();
  }

  private static CompactSketch intersection(Sketch one, Sketch other) {
    Intersection intersection = SetOperation.builder().buildIntersection();
    intersection.intersect(one);
    intersection.intersect(other);
    return intersection.getResult();
  }
}
