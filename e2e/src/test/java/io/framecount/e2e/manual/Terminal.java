package io.framecount.e2e.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.e2e.Launcher;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** Runs a command on a terminal, watches its screen and ends it by Ctrl-C. */
record Terminal(Launcher shell) {
  static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int CTRL_C = 3;

  /** Returns whether {@code script} is installed, in the variant of Linux. */
  static boolean isHere() {
    return Tools.isHere("script") && System.getProperty("os.name").equals("Linux");
  }

  /** Runs a command until the screen passes a test, then presses Ctrl-C. */
  void watch(String command, Predicate<String> screen) {
    String sized = "stty rows 40 columns 120; " + command;
    Launcher.Started run =
        shell
            .with(Map.of("SHELL", "/bin/bash"))
            .start(List.of("script", "-qefc", sized, "/dev/null"));
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> !run.process().isAlive() || screen.test(run.stdout()));
      assertThat(run.process().isAlive()).as("%s%n%s", command, run.stdout()).isTrue();
      press(CTRL_C, run.process().getOutputStream());
      assertThat(shell.finish(run).code()).as("%s%n%s", command, run.stdout()).isEqualTo(130);
    } finally {
      run.process().destroy();
    }
  }

  private static void press(int key, OutputStream keyboard) {
    try {
      keyboard.write(key);
      keyboard.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
