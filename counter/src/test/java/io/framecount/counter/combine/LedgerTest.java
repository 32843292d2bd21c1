package io.framecount.counter.combine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final TopicPartition QUIET = new TopicPartition("frames", 0);
  private static final TopicPartition BUSY = new TopicPartition("frames", 1);
  private static final TopicPartition EMPTY = new TopicPartition("frames", 2);
  private static final OffsetAndMetadata COMMITTED =
      new OffsetAndMetadata(10, Optional.of(3), "v1 read=10 counted=9 aside=1");

  private final Ledger ledger = new Ledger(SettingsNote.EMPTY);

  LedgerTest() {
    ledger.open(QUIET, COMMITTED);
    ledger.open(BUSY, COMMITTED);
    ledger.open(EMPTY, null);
    ledger.account(BUSY).read(2);
    ledger.account(BUSY).count(2);
    ledger.advance(Map.of(BUSY, new OffsetAndMetadata(12)));
  }

  @Test
  void commitsWhatHasMoved() {
    assertThat(ledger.offsets()).containsOnlyKeys(BUSY);
    assertThat(ledger.offsets().get(BUSY).offset()).isEqualTo(12);
    assertThat(tally(ledger.offsets().get(BUSY))).isEqualTo(new Tally(12, 11, 1));
  }

  @Test
  void commitsWhatStandsStillAgainAsItWas() {
    assertThat(ledger.allOffsets()).containsOnlyKeys(QUIET, BUSY);
    OffsetAndMetadata again = ledger.allOffsets().get(QUIET);
    assertThat(again.offset()).isEqualTo(10);
    assertThat(again.leaderEpoch()).contains(3);
    assertThat(tally(again)).isEqualTo(new Tally(10, 9, 1));
    assertThat(ledger.allOffsets().get(BUSY)).isEqualTo(ledger.offsets().get(BUSY));
  }

  private static Tally tally(OffsetAndMetadata offset) {
    return Tally.ofMetadata(offset.metadata()).orElseThrow();
  }
}
