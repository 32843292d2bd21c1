package io.framecount.counter.command.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framecount.counter.ui.serve.PageAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class UiOptionsTest {
  @Test
  void isForThisMachineOnlyUnlessTold() {
    assertThat(parsed()).isEqualTo(PageAddress.loopback(9470));
  }

  @Test
  void takesAddressAndNames() {
    assertThat(parsed("--ui-host", "0.0.0.0", "--ui-port=0", "--ui-name=a.lan,[fd00::1]"))
        .isEqualTo(new PageAddress("0.0.0.0", 0, Set.of("a.lan", "[fd00::1]")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://a.lan", "a.lan:9470", "*", "", "a.lan/"})
  void refusesNamesThatNoBrowserSends(String name) {
    assertThatExceptionOfType(ParameterException.class)
        .isThrownBy(() -> parsed("--ui-name=" + name))
        .withMessageContaining("--ui-name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536"})
  void refusesPortsThatDoNotExist(String port) {
    assertThatExceptionOfType(ParameterException.class)
        .isThrownBy(() -> parsed("--ui-port=" + port))
        .withMessageContaining("--ui-port");
  }

  private static PageAddress parsed(String... args) {
    WithPage command = new WithPage();
    new CommandLine(command).parseArgs(args);
    return command.ui.address();
  }

  @Command
  private static final class WithPage {
    @Mixin private UiOptions ui;
  }
}
