package io.framecount.counter.combine;

import io.framecount.counter.unique.ValueHash;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.Configurable;

/**
 * Assigns partitions as its parent does, under a name of its own for each combination of settings.
 * A broker lets a member into a group only if all members share an assignor, so instances with
 * other settings are kept out even before the first commit. Made by Kafka.
 */
public final class SettingsAssignor extends CooperativeStickyAssignor implements Configurable {
  /** Client setting that holds the settings of the count. */
  static final String SETTINGS = "framecount.settings";

  private String name = super.name();

  @Override
  public void configure(Map<String, ?> configs) {
    byte[] settings = configs.get(SETTINGS).toString().getBytes(StandardCharsets.UTF_8);
    long hash = ValueHash.of(settings, 0, settings.length);
    name = super.name() + "-" + HexFormat.of().toHexDigits(hash);
  }

  @Override
  public String name() {
    return name;
  }
}
