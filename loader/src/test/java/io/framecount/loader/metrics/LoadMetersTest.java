package io.framecount.loader.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.loader.convert.ChangedValue;
import io.framecount.loader.convert.ChangedValue.Kind;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadMetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final LoadMeters meters = new LoadMeters(registry, Tags.of("topic", "t"), 100);

  @Test
  void countsWhatIsStoredOtherwiseByKindAndField() {
    Map<ChangedValue, Long> changes =
        Map.of(
            new ChangedValue(Kind.REPLACED, "os", "ios"), 2L,
            new ChangedValue(Kind.REPLACED, "os", null), 3L,
            new ChangedValue(Kind.DROPPED, "os", null), 4L);
    meters.committed(new LoadSnapshot(9, Map.of(), changes, 0, 0, 0), 1);
    assertThat(changed("replaced", "os")).isEqualTo(5);
    assertThat(changed("dropped", "os")).isEqualTo(4);
  }

  @Test
  void hasOneSeriesForNamesThatAreTooMany() {
    Map<ChangedValue, Long> changes = new LinkedHashMap<>();
    for (int i = 0; i < 500; i++) {
      changes.put(new ChangedValue(Kind.DROPPED, "field" + i, null), 1L);
    }
    meters.committed(new LoadSnapshot(9, Map.of(), changes, 0, 0, 0), 1);
    assertThat(registry.find("framecount.load.changed").meters()).hasSize(201);
    assertThat(changed("dropped", "field0")).isEqualTo(1);
    assertThat(changed("dropped", "…")).isEqualTo(300);
  }

  private double changed(String kind, String field) {
    return registry
        .get("framecount.load.changed")
        .tags("kind", kind, "field", field, "topic", "t")
        .functionCounter()
        .count();
  }
}
