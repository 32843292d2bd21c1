package io.framecount.common.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyTableTest {
  @Test
  void agreesWithAMap() {
    Random random = new Random(3);
    Map<String, Integer> wanted = new HashMap<>();
    for (int i = 0; i < 40; i++) {
      wanted.putIfAbsent(name(random), wanted.size());
    }
    KeyTable keys = new KeyTable(wanted, false);
    Map<String, Long> unknown = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      String name = name(random);
      int slot = wanted.getOrDefault(name, wanted.size());
      if (slot == wanted.size()) {
        unknown.merge(name, 1L, Long::sum);
      }
      assertThat(slot(keys, name)).as(name).isEqualTo(slot);
    }
    assertThat(drained(keys)).isEqualTo(unknown);
  }

  @Test
  void tellsLongNamesApartInTheMiddle() {
    KeyTable keys = new KeyTable(Map.of("12345678_a_12345678", 0, "12345678_b_12345678", 1), false);

    assertThat(slot(keys, "12345678_b_12345678")).isEqualTo(1);
    assertThat(slot(keys, "12345678_c_12345678")).isEqualTo(keys.unknown());
  }

  @Test
  void resolvesEscapesInNames() {
    KeyTable keys = new KeyTable(Map.of("uid", 0), false);

    assertThat(slot(keys, "\\u0075id")).isZero();
    assertThat(slot(keys, "\\u0075id")).isZero();
    assertThat(slot(keys, "u\\/d")).isEqualTo(1);
    assertThat(slot(keys, "u/d")).isEqualTo(1);
    assertThat(drained(keys)).isEqualTo(Map.of("u/d", 2L));
  }

  @Test
  void takesNoWantedNameForARawOne() {
    KeyTable keys = new KeyTable(Map.of("C:\\new", 0, "\"", 1), false);

    // In JSON, what follows the colon is a line feed.
    assertThat(slot(keys, "C:\\new")).isEqualTo(keys.unknown());
    assertThat(slot(keys, "C:\\\\new")).isZero();
    assertThat(slot(keys, "C:\\\\new")).isZero();
    assertThat(slot(keys, "\\\"")).isEqualTo(1);
    assertThat(drained(keys)).isEqualTo(Map.of("C:\new", 1L));
  }

  @Test
  void findsWantedNamesWhenItLearnsNoMore() {
    KeyTable keys = new KeyTable(Map.of("uid", 0), false);
    for (int i = 0; i < 2 * KeyTable.LEARNED_NAMES; i++) {
      slot(keys, "name" + i);
    }
    slot(keys, "x".repeat(KeyTable.LONGEST_LEARNED + 1));

    assertThat(slot(keys, "u\\u0069d")).isZero();
    assertThat(slot(keys, "uid")).isZero();
    assertThat(drained(keys))
        .hasSize(KeyTable.LEARNED_NAMES + 1)
        .containsEntry(KeyTable.OTHERS, KeyTable.LEARNED_NAMES + 1L);
    assertThat(drained(keys)).as("since the last time").isEmpty();
  }

  @Test
  void looksWithoutCounting() {
    KeyTable keys = new KeyTable(Map.of("uid", 0), false);
    assertThat(peek(keys, "a")).isEqualTo(1);
    assertThat(peek(keys, "u\\u0069d")).isZero();
    assertThat(drained(keys)).isEmpty();

    slot(keys, "a");
    peek(keys, "a");
    assertThat(drained(keys)).isEqualTo(Map.of("a", 1L));

    for (int i = 0; i < KeyTable.LEARNED_NAMES; i++) {
      peek(keys, "name" + i);
    }
    peek(keys, "one more");
    assertThat(drained(keys)).isEmpty();
    slot(keys, "one more");
    assertThat(drained(keys)).isEqualTo(Map.of(KeyTable.OTHERS, 1L));
  }

  private static Map<String, Long> drained(KeyTable keys) {
    Map<String, Long> seen = new HashMap<>();
    keys.drainUnknown((name, times) -> seen.merge(name, times, Long::sum));
    return seen;
  }

  private static int peek(KeyTable keys, String name) {
    byte[] raw = name.getBytes(UTF_8);
    return keys.peek(raw, 0, raw.length);
  }

  /** From few letters, so that names share beginnings and ends, up to 24 bytes. */
  private static String name(Random random) {
    return "ab".repeat(random.nextInt(11)) + Integer.toString(random.nextInt(12), 3);
  }

  /** At the very end of its array, or with bytes around it. */
  private static int slot(KeyTable keys, String name) {
    byte[] tight = name.getBytes(UTF_8);
    byte[] wide = ("..........." + name + "...........").getBytes(UTF_8);
    int slot = keys.find(tight, 0, tight.length);
    int counted = keys.slot(wide, 11, 11 + tight.length);
    assertThat(slot == counted || name.contains("\\")).isTrue();
    return counted;
  }
}
