package io.framecount.common.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LineProgressTest {
  private final StringWriter err = new StringWriter();
  private final AtomicLong seconds = new AtomicLong();

  @Test
  void tellsShareAndTimeLeftEveryFewSeconds() {
    try (Progress progress = progress(1_000_000)) {
      at(progress, 1, 100_000);
      at(progress, 5, 250_000);
      at(progress, 6, 300_000);
      at(progress, 10, 1_000_000);
    }
    assertThat(err.toString().lines())
        .containsExactly(
            "loading: 25%, 15 s left, 250000 done", "loading: 100%, 0 s left, 1000000 done");
  }

  @Test
  void tellsTheAmountIfTheTotalIsUnknown() {
    try (Progress progress = progress(-1)) {
      at(progress, 5, 2_500_000);
    }
    assertThat(err.toString().lines()).containsExactly("loading: 2.5 MB, 2500000 done");
  }

  @Test
  void neverPassesTheEndOfAFileThatGrows() {
    try (Progress progress = progress(100)) {
      at(progress, 5, 300);
    }
    assertThat(err.toString().lines()).containsExactly("loading: 100%, 0 s left, 300 done");
  }

  @Test
  void saysNothingOfShortWork() {
    try (Progress progress = progress(100)) {
      at(progress, 4, 100);
      progress.say("created something");
    }
    assertThat(err.toString().lines()).containsExactly("created something");
  }

  @Test
  void isWhatIsShownWhereNoTerminalIs() {
    try (Progress progress = Progress.ofBytes("loading", 1, new PrintWriter(err))) {
      assertThat(progress).isInstanceOf(LineProgress.class);
    }
  }

  private void at(Progress progress, long second, long done) {
    seconds.set(second);
    progress.at(done, () -> done + " done");
  }

  private Progress progress(long total) {
    return new LineProgress(
        "loading",
        total,
        done -> "%.1f MB".formatted(done / 1e6),
        new PrintWriter(err),
        () -> TimeUnit.SECONDS.toNanos(seconds.get()));
  }
}
