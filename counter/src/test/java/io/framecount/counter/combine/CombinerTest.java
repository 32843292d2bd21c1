package io.framecount.counter.combine;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CommandFailure;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class CombinerTest {
  private final KafkaException unresolved =
      new KafkaException(
          "Failed to construct kafka producer",
          new ConfigException("No resolvable bootstrap urls given in bootstrap.servers"));

  @Test
  void settingsThatNeverWorkedAreHopeless() {
    assertThat(Combiner.isHopeless(unresolved, false)).isTrue();
  }

  @Test
  void aNameThatNoLongerResolvesMayComeBack() {
    assertThat(Combiner.isHopeless(unresolved, true)).isFalse();
  }

  @Test
  void anOutagePasses() {
    assertThat(Combiner.isHopeless(new TimeoutException("away"), false)).isFalse();
    assertThat(Combiner.isHopeless(new ProducerFencedException("fenced"), false)).isFalse();
  }

  @Test
  void whatKafkaRefusesStaysRefused() {
    assertThat(Combiner.isHopeless(new TopicAuthorizationException("frames"), true)).isTrue();
    assertThat(Combiner.isHopeless(new KafkaException(new RecordTooLargeException("large")), true))
        .isTrue();
    assertThat(Combiner.isHopeless(new KafkaException(new CommandFailure("other settings")), true))
        .isTrue();
  }
}
