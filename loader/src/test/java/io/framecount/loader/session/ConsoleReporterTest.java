package io.framecount.loader.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.progress.Progress;
import io.framecount.loader.command.option.OutageOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The messages of a load during an outage, in a log. */
class ConsoleReporterTest {
  private final List<String> said = new ArrayList<>();
  private final List<Long> shown = new ArrayList<>();

  @Test
  void saysOnceThatKafkaIsAwayAndOnceThatItIsBack() {
    ConsoleReporter reporter = reporter();
    reporter.at(1, () -> "");
    reporter.away(3);
    reporter.at(2, () -> "");
    reporter.still(4);
    reporter.back(1_005);
    reporter.at(3, () -> "");
    assertThat(said)
        .containsExactly(
            "Kafka does not answer for 3 s, waiting; Ctrl-C keeps what is committed",
            "Kafka answers again after 1,005 s; the load goes on");
    assertThat(shown).containsExactly(1L, 3L);
  }

  @Test
  void saysAgainThatKafkaIsAwayEverMoreRarely() {
    ConsoleReporter reporter = reporter();
    reporter.away(3);
    for (int seconds = 4; seconds < 60; seconds++) {
      reporter.still(seconds);
    }
    assertThat(said).hasSize(4);
    assertThat(said.get(1)).startsWith("Kafka does not answer for 10 s");
    assertThat(said.get(2)).startsWith("Kafka does not answer for 20 s");
    assertThat(said.get(3)).startsWith("Kafka does not answer for 40 s");
  }

  @Test
  void saysWhatFollows() {
    reporter("--on-outage", "fail", "--outage-timeout", "90").away(3);
    reporter("--on-outage", "drop", "--outage-timeout", "4").away(3);
    reporter("--on-outage", "spool").away(3);
    assertThat(said)
        .containsExactly(
            "Kafka does not answer for 3 s, giving up after 90 s; Ctrl-C keeps what is committed",
            "Kafka does not answer for 3 s, dropping what it does not take in 4 s; Ctrl-C keeps what is committed",
            "Kafka does not answer for 3 s, waiting, while stdin goes to the spool; Ctrl-C keeps what is committed");
  }

  private ConsoleReporter reporter(String... options) {
    Parsed parsed = new Parsed();
    new CommandLine(parsed).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(options);
    return new ConsoleReporter(new Said(), parsed.outage);
  }

  @Command
  private static final class Parsed {
    @Mixin private OutageOptions outage;
  }

  private final class Said implements Progress {
    @Override
    public void at(long done, Supplier<String> note) {
      shown.add(done);
    }

    @Override
    public void say(String line) {
      said.add(line);
    }

    @Override
    public void close() {}
  }
}
