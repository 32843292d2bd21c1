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

class FailuresTest {
  private final KafkaException unresolved =
      new KafkaException(
          "Failed to construct kafka producer",
          new ConfigException("No resolvable bootstrap urls given in bootstrap.servers"));

  private final Failures failures = new Failures();

  @Test
  void settingsThatNeverWorkedAreHopeless() {
    assertThat(failures.hopeless(unresolved)).isTrue();
  }

  @Test
  void aNameThatNoLongerResolvesMayComeBack() {
    failures.clientsMade();
    assertThat(failures.hopeless(unresolved)).isFalse();
  }

  @Test
  void anOutagePasses() {
    assertThat(failures.hopeless(new TimeoutException("away"))).isFalse();
    assertThat(failures.hopeless(new ProducerFencedException("fenced"))).isFalse();
  }

  @Test
  void whatKafkaRefusesStaysRefused() {
    failures.clientsMade();
    assertThat(failures.hopeless(new TopicAuthorizationException("frames"))).isTrue();
    assertThat(failures.hopeless(new KafkaException(new RecordTooLargeException("large"))))
        .isTrue();
    assertThat(failures.hopeless(new KafkaException(new CommandFailure("other settings"))))
        .isTrue();
  }
}
