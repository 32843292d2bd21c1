package io.framecount.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class SubcommandsTest {
  private static final AtomicBoolean HEAVY_WAS_READ = new AtomicBoolean();

  @BeforeEach
  void forget() {
    HEAVY_WAS_READ.set(false);
  }

  @Test
  void runsTheOneThatIsNamedAndReadsNoOther() {
    assertThat(CliRun.of(new Root(), "light").stdout()).isEqualTo("light\n");
    assertThat(HEAVY_WAS_READ).isFalse();
  }

  @Test
  void readsNoneForTheCommandItself() {
    assertThat(CliRun.of(new Root()).stdout()).isEqualTo("root\n");
    assertThat(HEAVY_WAS_READ).isFalse();
  }

  @Test
  void findsItBehindOptions() {
    assertThat(CliRun.of(new Root(), "--verbose", "heavy").stdout()).isEqualTo("heavy\n");
  }

  @Test
  void helpListsAllInTheirOrder() {
    assertThat(CliRun.of(new Root(), "--help").stdout())
        .containsSubsequence("heavy", "Takes long.", "light", "Is quick.");
  }

  @Test
  void completesAll() {
    assertThat(CliRun.of(new Root(), "--completion").stdout()).contains("heavy", "light");
  }

  @Test
  void suggestsOneForATypingError() {
    CliRun run = CliRun.of(new Root(), "heavi");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE.value());
    assertThat(run.stderr()).contains("heavy");
  }

  @Command(name = "root")
  static final class Root extends Said implements CommandGroup {
    @Mixin ShellOptions shell;

    @Override
    public List<Class<?>> subcommands() {
      return List.of(Heavy.class, Light.class);
    }
  }

  @Command(name = "heavy", description = "Takes long.")
  static final class Heavy extends Said {
    Heavy() {
      HEAVY_WAS_READ.set(true);
    }
  }

  @Command(name = "light", description = "Is quick.")
  static final class Light extends Said {}
}
