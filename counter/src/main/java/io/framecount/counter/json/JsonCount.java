package io.framecount.counter.json;

import io.framecount.common.cli.progress.Progress;
import io.framecount.counter.input.LineReader;
import io.framecount.counter.input.TextSource;
import io.framecount.counter.progress.Tally;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Counts the frames of a text, a line each; says which lines it set aside. */
public final class JsonCount {
  /** Number of lines set aside that are reported one by one. */
  private static final int TOLD = 10;

  /** The longest line that the loader takes, unless told otherwise. */
  private static final int LONGEST_LINE = 1 << 20;

  private final FrameLine line;
  private final LocalCount count;
  private final Progress progress;
  private final Consumer<String> say;
  private long frames;
  private long setAside;

  public JsonCount(FrameLine line, LocalCount count, Progress progress) {
    this.line = line;
    this.count = count;
    this.progress = progress;
    say = progress::say;
  }

  /** Counts to the end of the text, or until it is to stop. */
  public Tally run(TextSource source, BooleanSupplier stopping) {
    source.readJson(LONGEST_LINE, stopping, this::take, "counter --stdin");
    if (setAside > TOLD) {
      say.accept(String.format(Locale.ROOT, "and %,d lines more", setAside - TOLD));
    }
    return new Tally(frames, count.counted(), setAside);
  }

  private void take(LineReader reader) {
    if (isBlank(reader)) {
      return;
    }
    frames++;
    String problem = problemOf(reader);
    if (problem != null && ++setAside <= TOLD) {
      say.accept(String.format(Locale.ROOT, "line %,d is set aside: %s", reader.number(), problem));
    }
    progress.at(
        frames,
        () -> String.format(Locale.ROOT, "%,.0f MB, ", reader.position() / 1e6) + asideNote());
  }

  private String problemOf(LineReader reader) {
    if (reader.isTooLong()) {
      return String.format(Locale.ROOT, "it has more than %,d bytes", LONGEST_LINE);
    }
    String problem = line.read(reader.bytes(), reader.from(), reader.length());
    return problem != null
        ? problem
        : count.add(line.time(), line.data(), line.userLength(), line.groupLength());
  }

  private String asideNote() {
    return String.format(Locale.ROOT, "%,d set aside", setAside);
  }

  /** As the loader has it. */
  private static boolean isBlank(LineReader reader) {
    if (reader.isTooLong()) {
      return false;
    }
    for (int i = 0; i < reader.length(); i++) {
      byte at = reader.bytes()[reader.from() + i];
      if (at != ' ' && at != '\t') {
        return false;
      }
    }
    return true;
  }
}
