package io.framecount.e2e.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.e2e.Launcher;
import io.framecount.e2e.manual.ManualPage.Background;
import io.framecount.e2e.manual.ManualPage.Command;
import io.framecount.e2e.manual.ManualPage.Endless;
import io.framecount.e2e.manual.ManualPage.Shown;
import io.framecount.e2e.manual.ManualPage.Step;
import io.framecount.e2e.manual.ManualPage.Typed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** Runs the steps of a page one after the other, and compares the output with the page. */
final class PageRun implements AutoCloseable {
  private static final Pattern SETTING = Pattern.compile("(export )?\\w+=\\S*");

  /** Lines of a live table that are the same at any moment; the others depend on it. */
  private static final int STEADY_LINES = 2;

  private final Launcher shell;
  private final UnaryOperator<String> here;
  private final List<Launcher.Started> behind = new ArrayList<>();
  private String settings = "";

  /** The last command's outcome; null if there is nothing to compare. */
  private Launcher.Run last;

  /**
   * @param here puts the ports of this machine into a command
   */
  PageRun(Launcher shell, UnaryOperator<String> here) {
    this.shell = shell;
    this.here = here;
  }

  /** Returns whether a command sets a variable of the shell for all later commands. */
  static boolean isSetting(String command) {
    return SETTING.matcher(command).matches();
  }

  void follow(List<Step> steps) {
    for (int at = 0; at < steps.size(); at++) {
      Step step = steps.get(at);
      if (step instanceof Shown shown) {
        compare(shown);
      } else if (step instanceof Typed typed && isHere(typed)) {
        type(typed, at + 1 < steps.size() ? steps.get(at + 1) : null);
      } else {
        last = null;
      }
    }
    assertThat(behind)
        .allSatisfy(run -> assertThat(run.process().isAlive()).as(run.stderr()).isTrue());
  }

  private void type(Typed typed, Step next) {
    String text = here.apply(typed.text());
    if (typed instanceof Background) {
      // The shell becomes the command, so that it is this that is stopped at the end.
      Launcher.Started started = shell.start(bash("exec " + text));
      behind.add(started);
      if (text.startsWith("bin/local")) {
        awaitReady(started);
      }
    } else if (typed instanceof Endless) {
      List<String> expected = next instanceof Shown shown ? Shape.of(shown.text()) : List.of();
      new Terminal(shell).watch(settings + text, screen -> shows(screen, expected));
      // Seen already.
      last = null;
    } else if (isSetting(text)) {
      settings += text + "\n";
    } else {
      last = shell.finish(shell.start(bash(text)));
      assertThat(last.code())
          .as("%s%n%s%s", text, last.stdout(), last.stderr())
          .isEqualTo(((Command) typed).code());
    }
  }

  /** Waits until the platform prints its addresses, as a user does. */
  private static void awaitReady(Launcher.Started platform) {
    Awaitility.await()
        .atMost(Terminal.PATIENCE)
        .until(
            () ->
                !platform.process().isAlive()
                    || platform.stdout().contains("export SCHEMA_REGISTRY_URL="));
  }

  private void compare(Shown shown) {
    if (last == null) {
      return;
    }
    if (shown.exact()) {
      assertThat(last.stdout()).as(last.stderr()).isEqualTo(shown.text());
    } else {
      assertThat(Shape.of(last.stdout() + last.stderr())).containsAll(Shape.of(shown.text()));
    }
  }

  private static boolean shows(String screen, List<String> expected) {
    List<String> lines = Shape.of(screen);
    return !lines.isEmpty()
        && lines.containsAll(expected.subList(0, Math.min(STEADY_LINES, expected.size())));
  }

  private static boolean isHere(Typed typed) {
    List<String> missing = new ArrayList<>(Tools.missingFor(typed.text()));
    if (typed instanceof Endless && !Terminal.isHere()) {
      missing.add("script");
    }
    if (!missing.isEmpty()) {
      System.err.println("not run, for want of %s: %s".formatted(missing, typed.text()));
    }
    return missing.isEmpty();
  }

  private List<String> bash(String text) {
    return List.of("bash", "-o", "pipefail", "-c", settings + text);
  }

  @Override
  public void close() {
    behind.forEach(started -> started.process().destroy());
    behind.forEach(shell::finish);
  }
}
