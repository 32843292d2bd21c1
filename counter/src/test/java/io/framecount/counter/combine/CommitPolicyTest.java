package io.framecount.counter.combine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitPolicyTest {
  private static final long FAR = 1_000_000;

  private final CommitPolicy policy =
      new CommitPolicy(Duration.ofMillis(500), Duration.ofSeconds(10), 1);

  @Test
  void liveCommitsByTime() {
    assertThat(policy.due(1, 1, 499, 0)).isFalse();
    assertThat(policy.due(1, 1, 500, 0)).isTrue();
    assertThat(policy.due(1, 1, 500, CommitPolicy.LIVE_LAG)).isTrue();
  }

  @Test
  void catchingUpWaitsForVolume() {
    assertThat(policy.due(1, 1, 500, FAR)).isFalse();
    assertThat(policy.due(CommitPolicy.MOST_BYTES - 1, 1, 500, FAR)).isFalse();
    assertThat(policy.due(CommitPolicy.MOST_BYTES, 1, 500, FAR)).isTrue();
    assertThat(policy.due(1, CommitPolicy.MOST_WINDOWS, 500, FAR)).isTrue();
  }

  @Test
  void catchingUpCommitsAtTheLatestAfterTenSeconds() {
    assertThat(policy.due(1, 1, 9_999, FAR)).isFalse();
    assertThat(policy.due(1, 1, 10_000, FAR)).isTrue();
  }

  @Test
  void moreSizesOfWindowsAreMoreVolume() {
    CommitPolicy eight = new CommitPolicy(Duration.ofMillis(500), Duration.ofSeconds(10), 8);
    assertThat(eight.due(CommitPolicy.MOST_BYTES / 4 - 1, 1, 500, FAR)).isFalse();
    assertThat(eight.due(CommitPolicy.MOST_BYTES / 4, 1, 500, FAR)).isTrue();
    assertThat(eight.due(1, CommitPolicy.MOST_WINDOWS / 4, 500, FAR)).isTrue();
  }

  @Test
  void volumeCountsForTheLiveToo() {
    assertThat(policy.due(CommitPolicy.MOST_BYTES, 1, 0, 0)).isTrue();
  }
}
