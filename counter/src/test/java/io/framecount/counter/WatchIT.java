package io.framecount.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.Cli;
import io.framecount.common.cli.CliRun;
import io.framecount.counter.command.CounterCommand;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class WatchIT {
  private static final String FIRST = "2016-07-11T13:39:00Z";

  @TempDir private Path state;

  @AfterEach
  void noTerminal() {
    System.clearProperty("framecount.tty.stdout");
  }

  @Test
  void followsTheCountOnATerminal() throws Exception {
    System.setProperty("framecount.tty.stdout", "true");
    try (FrameTopic topic = CounterRun.newTopic()) {
      count(topic, "anna");
      try (Watch watch = Watch.start("show", "--watch", "--topic", topic.name())) {
        watch.awaitText("1 frames", FIRST + "       1             1         1  ");
        count(topic, "boris");
        watch.awaitText("2 frames", FIRST + "       2             2         2  ");
        assertThat(watch.text()).startsWith("\u001b[?25l");
        watch.leave();
        // The last thing that it says, whatever made it end.
        assertThat(watch.text()).endsWith("\u001b[?7h\u001b[?25h");
      }
    }
  }

  @Test
  void addsALineForEachChangeElsewhere() throws Exception {
    try (FrameTopic topic = CounterRun.newTopic()) {
      count(topic, "anna");
      String[] args = {"show", "--watch", "--format", "tsv", "--topic", topic.name()};
      try (Watch watch = Watch.start(args)) {
        watch.awaitText("minute\t" + FIRST + "\t\t1\t1\t1\tfalse\n");
        count(topic, "boris");
        watch.awaitText("minute\t" + FIRST + "\t\t2\t2\t2\tfalse\n");
        assertThat(watch.text())
            .startsWith("window\tstart\tgroup\tframes\tunique_users\trevision\tsettled\n");
      }
    }
  }

  @Test
  void saysThatThereIsNoTerminal() {
    CliRun run = CounterRun.of("show", "--watch", "--topic", "any");
    assertThat(run.code()).as(run.stderr()).isEqualTo(2);
    assertThat(run.stderr()).contains("stdout is none; use --format tsv or json");
    run = CounterRun.of("show", "--interval", "2s", "--topic", "any");
    assertThat(run.code()).as(run.stderr()).isEqualTo(2);
    assertThat(run.stderr()).contains("--interval goes with --watch");
  }

  private void count(FrameTopic topic, String user) {
    topic.add(user, RandomFrames.START);
    topic.flush();
    CliRun run = CounterRun.untilEnd(state, topic.name());
    assertThat(run.code()).as(run.stderr()).isZero();
  }

  /** A command whose reader can go away, which ends it. */
  private static final class Watch extends Writer {
    private final StringWriter text = new StringWriter();
    private final StringWriter err = new StringWriter();
    private volatile boolean gone;
    private CompletableFuture<Integer> code;

    static Watch start(String... args) {
      String[] all = Arrays.copyOf(args, args.length + 6);
      all[args.length] = "--bootstrap-server";
      all[args.length + 1] = SharedPlatform.bootstrapServers();
      all[args.length + 2] = "--schema-registry";
      all[args.length + 3] = SharedPlatform.registryUrl();
      all[args.length + 4] = "--interval";
      all[args.length + 5] = "PT0.1S";
      Watch watch = new Watch();
      watch.code =
          CompletableFuture.supplyAsync(
              () ->
                  Cli.run(
                      new CounterCommand(),
                      new PrintWriter(watch),
                      new PrintWriter(watch.err),
                      all));
      return watch;
    }

    void awaitText(String... parts) {
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> code.isDone() || text.toString().contains(parts[parts.length - 1]));
      assertThat(text.toString()).as(err.toString()).contains(parts);
    }

    String text() {
      return text.toString();
    }

    void leave() {
      gone = true;
      code.join();
    }

    @Override
    public void write(char[] characters, int offset, int length) {
      text.write(characters, offset, length);
    }

    @Override
    public void flush() throws IOException {
      if (gone) {
        throw new IOException("nobody reads any more");
      }
    }

    @Override
    public void close() {
      leave();
    }
  }
}
