package io.framecount.counter.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StringSetTest {
  private static final HeapLayout LAYOUT = HeapLayout.ofThisJvm();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /**
   * What the set keeps is what the thread allocated, by the JVM's own account, but for the tables
   * that the growing set threw away.
   */
  @Test
  void hasTheBytesThatTheJvmAllocated() {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      values.add("value-" + "x".repeat(i % 9) + i);
    }
    List<byte[]> encoded =
        values.stream().map(value -> value.getBytes(StandardCharsets.UTF_8)).toList();
    // Once before, so that all classes are there.
    fill(encoded);

    long before = THREADS.getCurrentThreadAllocatedBytes();
    StringSet set = fill(encoded);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

    long thrownAway = 0;
    for (int table = 16; table < 131_072; table *= 2) {
      thrownAway += LAYOUT.array((long) table * LAYOUT.pointer());
    }
    assertThat(set.bytes()).isCloseTo(allocated - thrownAway, within(allocated / 1_000));
  }

  @Test
  void countsTwoBytesForACharacterBeyondLatin1() {
    assertThat(fill(List.of(utf8("é".repeat(80)))).bytes())
        .isEqualTo(fill(List.of(utf8("e".repeat(80)))).bytes());
    assertThat(fill(List.of(utf8("ж".repeat(80)))).bytes())
        .isEqualTo(fill(List.of(utf8("e".repeat(160)))).bytes());
  }

  @Test
  void keepsEachValueOnce() {
    StringSet set = fill(List.of(utf8("a"), utf8("b"), utf8("a")));
    assertThat(set.estimate().count()).isEqualTo(2);
    assertThat(set.bytes()).isEqualTo(fill(List.of(utf8("a"), utf8("b"))).bytes());
  }

  private static byte[] utf8(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  private static StringSet fill(List<byte[]> values) {
    StringSet set = new StringSet(LAYOUT);
    values.forEach(value -> set.add(value, 0, value.length));
    return set;
  }
}
