package io.framecount.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Signals end a process, so each test starts one. */
class InterruptionTest {
  /** Waits for a signal, then ends as it was told to. */
  @Command(name = "patient")
  static final class Patient implements Callable<ExitCode> {
    @Mixin StandardOptions standard;
    @Spec CommandSpec spec;
    @Parameters String end;

    public static void main(String[] args) {
      System.exit(Cli.run(new Patient(), args));
    }

    @Override
    public ExitCode call() throws InterruptedException {
      CountDownLatch woken = new CountDownLatch(1);
      try (Interruption interruption = Interruption.listen(woken::countDown)) {
        say("ready");
        woken.await();
        TimeUnit.MILLISECONDS.sleep(300);
        say(interruption.requested() ? "work finished" : "woken for nothing");
        if (end.equals("fail")) {
          throw new CommandFailure("the last commit failed");
        }
        return ExitCode.INTERRUPTED;
      }
    }

    private void say(String line) {
      spec.commandLine().getOut().println(line);
      spec.commandLine().getOut().flush();
    }
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void finishesTheWorkInHand(String signal, int code) throws Exception {
    Process process = start("finish");
    String stdout = signalled(process, signal);

    assertThat(process.waitFor()).isEqualTo(code);
    assertThat(stdout).isEqualTo("work finished");
    assertThat(stderr(process)).isEmpty();
  }

  @Test
  void tellsAFailureThatComesAfterTheSignal() throws Exception {
    Process process = start("fail");
    signalled(process, "INT");

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(stderr(process)).isEqualTo("patient: the last commit failed");
  }

  /** Once it is ready; returns what it says from then on. */
  private static String signalled(Process process, String signal)
      throws IOException, InterruptedException {
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine()).isEqualTo("ready");
      String pid = Long.toString(process.pid());
      new ProcessBuilder("kill", "-" + signal, pid).start().waitFor();
      return out.readLine();
    }
  }

  private static String stderr(Process process) throws IOException {
    try (BufferedReader err = process.errorReader()) {
      return String.join("\n", err.lines().toList());
    }
  }

  private static Process start(String end) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    String main = Patient.class.getName();
    return new ProcessBuilder(List.of(java, "-XX:TieredStopAtLevel=1", "-cp", classPath, main, end))
        .start();
  }
}
