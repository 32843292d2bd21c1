package io.framecount.common.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MetricsOptionsTest {
  @Test
  void nothingIsServedUnlessAskedFor() {
    assertThat(parse().address()).isEmpty();
    assertThat(parse("--metrics-host", "0.0.0.0").address()).isEmpty();
  }

  @Test
  void onlyThisMachineMayAskUnlessToldOtherwise() {
    assertThat(parse("--metrics-port", "0").address()).hasValue(new MetricsAddress("127.0.0.1", 0));
    assertThat(parse("--metrics-port", "9464", "--metrics-host", "0.0.0.0").address())
        .hasValue(new MetricsAddress("0.0.0.0", 9464));
  }

  private static MetricsOptions parse(String... args) {
    MetricsOptions options = new MetricsOptions();
    CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();
    spec.addMixin("metrics", CommandLine.Model.CommandSpec.forAnnotatedObject(options));
    new CommandLine(spec).parseArgs(args);
    return options;
  }
}
