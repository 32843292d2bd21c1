package io.framecount.loader.load;

import io.framecount.common.cli.Terminal;
import io.framecount.loader.outage.OutageNotices;
import io.framecount.loader.outage.OutageOptions;

/**
 * Tells the user of outages: their beginning and end in a line, and in between in the progress. On
 * a terminal that is redrawn each second; a log gets a line after 10 s, 20 s, 40 s and so on.
 */
final class ConsoleOutageReporter implements OutageNotices {
  private static final long FIRST_NOTE_SECONDS = 10;

  private final SharedProgress progress;
  private final OutageOptions options;
  private long nextNote;

  ConsoleOutageReporter(SharedProgress progress, OutageOptions options) {
    this.progress = progress;
    this.options = options;
  }

  @Override
  public void away(long seconds) {
    nextNote = FIRST_NOTE_SECONDS;
    progress.say(sentence(seconds));
  }

  @Override
  public void still(long seconds) {
    if (Terminal.stderr()) {
      progress.note(sentence(seconds));
    } else if (seconds >= nextNote) {
      nextNote *= 2;
      progress.say(sentence(seconds));
    }
  }

  @Override
  public void back(long seconds) {
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
