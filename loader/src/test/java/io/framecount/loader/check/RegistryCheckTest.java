package io.framecount.loader.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.Frame;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.FakeRegistry;
import io.framecount.common.registry.RegistryOptions;
import io.framecount.common.registry.WrittenSchema;
import io.framecount.loader.check.Observation.CheckStatus;
import io.framecount.loader.schema.ChosenSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class RegistryCheckTest {
  private static final String NONE = "{\"error_code\":40401,\"message\":\"none\"}";

  /** The mode of the subject, which the registry as a whole does not have. */
  @ParameterizedTest
  @CsvSource({
    "READONLY, FAILED",
    "READONLY_OVERRIDE, FAILED",
    "IMPORT, FAILED",
    "READWRITE, OK",
  })
  void saysWhetherTheSubjectTakesAnything(String mode, CheckStatus verdict) throws IOException {
    try (FakeRegistry fake = new FakeRegistry()) {
      fake.otherwise(404, "application/json", NONE).answer("GET /subjects", 200, "[]");
      fake.answer("GET /mode", 200, "{\"mode\":\"READWRITE\"}");
      fake.answer("GET /mode/frames-value", 200, "{\"mode\":\"%s\"}".formatted(mode));
      List<Observation> seen = new ArrayList<>();
      assertThat(check(fake.url()).look(seen)).isPresent();
      Observation subject = seen.get(1);
      assertThat(subject.what()).isEqualTo("subject frames-value");
      assertThat(subject.verdict()).isEqualTo(verdict);
      assertThat(subject.found().contains("takes none there now (mode " + mode + ")"))
          .isEqualTo(verdict == CheckStatus.FAILED);
    }
  }

  private static RegistryCheck check(String url) {
    RegistryOptions options = new RegistryOptions();
    CommandLine.populateCommand(options, "--schema-registry", url);
    WrittenSchema frame = WrittenSchema.ofContract(Frame.getClassSchema());
    return new RegistryCheck(
        options.connect(new KafkaOptions()),
        "frames",
        new ChosenSchema("io.framecount.Frame", frame, Optional.empty(), null),
        true,
        true);
  }
}
