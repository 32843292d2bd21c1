package io.framecount.bench.report;

import java.util.Arrays;
import java.util.Optional;

/** The sections of the page, in their order. */
public enum Section {
  LOAD(
      "load",
      "Loading",
      "Whole processes, from the start of the command to its exit, each into a topic of its own."
          + " Who runs several times runs once more first, unmeasured, since a broker that was just"
          + " started is slow. What a floor does is less than loading: it shows what the machine allows."),
  COUNT(
      "count",
      "Counting",
      "Frames and unique users of every minute, to the last printed row. Kafka's own"
          + " ConsumerPerformance reads the same topic and looks at no record. Every minute of"
          + " every contender is held against an exact count that is made from the generator's own"
          + " sequence."),
  END_TO_END(
      "end-to-end",
      "From the file to the last count",
      "One command after the other, as a user would."),
  GROWTH(
      "growth",
      "What grows with what",
      "What a frame costs, in microseconds of time between start and end, when one thing is varied"
          + " and all else stays."),
  LATENCY("latency", "From the broker to the count", ""),
  START("start", "Starting", ""),
  ACCURACY("accuracy", "Accuracy", ""),
  MICRO("micro", "Inside", "Single parts in a warm JVM, without Kafka.");

  private final String id;
  private final String title;
  private final String intro;

  Section(String id, String title, String intro) {
    this.id = id;
    this.title = title;
    this.intro = intro;
  }

  /** Returns the section's name in result files and on the command line. */
  public String id() {
    return id;
  }

  String title() {
    return title;
  }

  String intro() {
    return intro;
  }

  /** Returns the section with a name. */
  public static Optional<Section> named(String id) {
    return Arrays.stream(values()).filter(section -> section.id.equals(id)).findFirst();
  }
}
