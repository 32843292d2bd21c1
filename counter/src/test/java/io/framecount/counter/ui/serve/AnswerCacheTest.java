package io.framecount.counter.ui.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerCacheTest {
  private static final int MOST_BYTES = 8 << 20;

  private final AnswerCache<String> cache = new AnswerCache<>(text -> 2 * text.length());
  private int made;

  @Test
  void keepsTheNewest() {
    PageAnswer first = cache.get("a", this::answer);
    assertThat(cache.get("a", this::answer)).isSameAs(first);
    assertThat(made).isEqualTo(1);
    for (int i = 0; i < 30; i++) {
      cache.get("b" + i, question -> PageAnswer.json("x".repeat(1 << 19), null));
    }
    assertThat(cache.size()).isBetween(10, 16);
    assertThat(cache.get("a", this::answer)).isNotSameAs(first);
  }

  @Test
  void countsLongQuestions() {
    String long30k = "x".repeat(30_000);
    for (int i = 0; i < 2_000; i++) {
      cache.get(long30k + i, this::answer);
    }
    assertThat(cache.size()).isBetween(100, MOST_BYTES / 60_000);
  }

  @Test
  void countsManySmallAnswers() {
    for (int i = 0; i < 100_000; i++) {
      cache.get("q" + i, this::answer);
    }
    assertThat(cache.size()).isBetween(10_000, MOST_BYTES / AnswerCache.FIXED_BYTES);
  }

  private PageAnswer answer(String question) {
    made++;
    return PageAnswer.json("{}", null);
  }
}
