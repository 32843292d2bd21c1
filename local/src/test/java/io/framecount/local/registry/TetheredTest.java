package io.framecount.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TetheredTest {
  /** Never ends by itself. */
  static final class Sleeper {
    private Sleeper() {}

    public static void main(String[] args) throws InterruptedException {
      System.out.println("up " + args.length);
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  @Test
  void endsWithItsStdinAndNotBefore() throws Exception {
    Process child = start(Sleeper.class.getName(), "argument");
    try {
      assertThat(child.inputReader().readLine()).isEqualTo("up 1");
      assertThat(child.waitFor(300, TimeUnit.MILLISECONDS)).isFalse();
      child.getOutputStream().close();
      assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(child.exitValue()).isZero();
    } finally {
      child.destroyForcibly();
    }
  }

  private static Process start(String... args) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String[] command = {
      java, "-cp", System.getProperty("java.class.path"), Tethered.class.getName()
    };
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)));
    builder.command().addAll(List.of(args));
    return builder.start();
  }
}
