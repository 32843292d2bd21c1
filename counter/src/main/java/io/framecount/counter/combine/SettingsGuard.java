package io.framecount.counter.combine;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.counter.progress.CommittedSettings;
import io.framecount.counter.progress.SettingsNote;
import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;

/** Lets a combiner count only where all that was and is counted has the same settings. */
final class SettingsGuard {
  private final String output;
  private final SettingsNote settings;

  SettingsGuard(CombinerPlan plan) {
    output = plan.names().output();
    settings = plan.settings().note();
  }

  /** Polls, which may join the group; see {@link SettingsAssignor}. */
  <K, V> ConsumerRecords<K, V> poll(Consumer<K, V> consumer, Duration timeout) {
    try {
      return consumer.poll(timeout);
    } catch (InconsistentGroupProtocolException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "another counter counts into topic '%s' now with other settings; use the same settings, or another --output"
              .formatted(output),
          e);
    }
  }

  /** Checks what is known of a partition that is now ours. */
  void require(OffsetAndMetadata committed) {
    CommittedSettings.require(committed, output, settings);
  }
}
