package io.framecount.loader.session;

import io.framecount.common.cli.Terminal;
import io.framecount.common.cli.progress.Progress;
import io.framecount.loader.command.option.OutageOptions;
import io.framecount.loader.load.LoadReporter;
import java.util.function.Supplier;

/**
 * Reports a load on the console: its progress, the start and end of an outage in a line each, and
 * an outage that lasts in place of the progress. A terminal redraws that each second; a log gets a
 * line after 10 s, 20 s, 40 s and so on.
 */
final class ConsoleReporter implements LoadReporter {
  private static final long FIRST_NOTE_SECONDS = 10;

  private final Progress progress;
  private final OutageOptions options;
  private long done;
  private boolean away;
  private long nextNote;

  ConsoleReporter(Progress progress, OutageOptions options) {
    this.progress = progress;
    this.options = options;
  }

  /** While Kafka is away, the place belongs to the note on the outage. */
  @Override
  public synchronized void at(long now, Supplier<String> note) {
    if (!away) {
      done = now;
      progress.at(now, note);
    }
  }

  @Override
  public synchronized void say(String line) {
    progress.say(line);
  }

  @Override
  public synchronized void close() {
    progress.close();
  }

  @Override
  public synchronized void away(long seconds) {
    away = true;
    nextNote = FIRST_NOTE_SECONDS;
    progress.say(sentence(seconds));
  }

  @Override
  public synchronized void still(long seconds) {
    if (Terminal.stderr()) {
      progress.at(done, () -> sentence(seconds));
    } else if (seconds >= nextNote) {
      nextNote *= 2;
      progress.say(sentence(seconds));
    }
  }

  @Override
  public synchronized void back(long seconds) {
    away = false;
    progress.say("Kafka answers again after %,d s; the load goes on".formatted(seconds));
  }

  private String sentence(long seconds) {
    return "Kafka does not answer for %,d s, %s; Ctrl-C keeps what is committed"
        .formatted(seconds, consequence());
  }

  private String consequence() {
    long limit = options.timeout().toSeconds();
    return switch (options.onOutage()) {
      case WAIT -> "waiting";
      case SPOOL -> "waiting, while stdin goes to the spool";
      case FAIL -> "giving up after %,d s".formatted(limit);
      case DROP -> "dropping what it does not take in %,d s".formatted(limit);
    };
  }
}
