package io.framecount.counter.check;

import static io.framecount.counter.FakeCount.P0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.counter.FakeCount;
import io.framecount.counter.names.CountNames;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnTopicsTest {
  private final FakeCount count = new FakeCount();

  @Test
  void namesTopicsFromWhichKafkaWouldDeleteWhatACountNeeds() {
    count.kafka.create("counts", 1, Map.of("cleanup.policy", "compact,delete"));
    count.kafka.create("counts-partials", 1, Map.of("cleanup.policy", "compact"));
    assertThat(topics(count.names).losses())
        .containsExactly(
            "topic 'counts' is not only compacted (cleanup.policy), so Kafka deletes results when"
                + " they are old; set cleanup.policy=compact",
            "topic 'counts-partials' is compacted (cleanup.policy), so Kafka may delete partial"
                + " counts before they are merged; set cleanup.policy=delete");
  }

  @Test
  void warnsOfNothingThatIsAsItShouldBeOrIsNotThere() {
    assertThat(topics(count.names).losses()).isEmpty();
    count.kafka.delete("counts");
    assertThat(topics(count.names).losses()).isEmpty();
  }

  @Test
  void refusesTheOutputOfAnotherSource() {
    count.frame(P0, "anna");
    count.combine();
    // Known by its offsets, so that no record is looked at.
    topics(count.names).require();
    count.kafka.create("others", 1, Map.of());
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> topics(new CountNames("others", "counts")).require())
        .withMessage(
            "topic 'counts' holds the counts of topic 'frames' (group framecount-counts-combiner),"
                + " not of 'others'; name another --output")
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.USAGE));
  }

  private OwnTopics topics(CountNames names) {
    return new OwnTopics(count.kafka.connection(), null, names);
  }
}
