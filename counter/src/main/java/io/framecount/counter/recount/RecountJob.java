package io.framecount.counter.recount;

import io.framecount.Partial;
import io.framecount.WindowCount;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.counter.frame.FrameReader;
import io.framecount.counter.late.LateKey;
import io.framecount.counter.late.LateTopic;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.progress.CountSettings;
import io.framecount.counter.window.Window;
import io.framecount.counter.window.WindowKey;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;

/** Counts the windows again that a user names, a limited number in each pass. */
public final class RecountJob {
  /** Stands for all windows with late frames. */
  static final String ALL_LATE = "all-late";

  /** Their sketches are in memory together. */
  private static final int MOST_AT_ONCE = 100;

  private final KafkaConnection kafka;
  private final CountNames names;
  private final CountSettings settings;
  private final LateTopic lateTopic;
  private final Serde<WindowCount> rows;

  public RecountJob(
      KafkaConnection kafka,
      CountNames names,
      CountSettings settings,
      Deserializer<Partial> partials,
      Serde<WindowCount> rows) {
    this.kafka = kafka;
    this.names = names;
    this.settings = settings;
    this.rows = rows;
    lateTopic = new LateTopic(kafka, names.late(), partials);
  }

  /**
   * Counts these windows.
   *
   * @param window a key of the output, or {@link #ALL_LATE}
   * @return the exit code, which tells whether all rows are right now
   */
  public ExitCode run(String window, FrameReader reader, Consumer<Outcome> taker) {
    List<RowKey> keys = window.equals(ALL_LATE) ? late() : List.of(key(window));
    ExitCode worst = ExitCode.OK;
    try (RowWriter writer = new RowWriter(kafka, names, rows.serializer())) {
      writer.begin();
      Recount recount =
          new Recount(kafka, names, settings, reader, lateTopic, rows.deserializer(), writer);
      for (int from = 0; from < keys.size(); from += MOST_AT_ONCE) {
        List<RowKey> some = keys.subList(from, Math.min(keys.size(), from + MOST_AT_ONCE));
        for (Outcome outcome : recount.run(some)) {
          taker.accept(outcome);
          worst = worst == ExitCode.OK ? outcome.code() : worst;
          worst = outcome.code() == ExitCode.FAILED ? ExitCode.FAILED : worst;
        }
      }
    }
    return worst;
  }

  private List<RowKey> late() {
    return lateTopic.read().keySet().stream()
        .map(LateKey::window)
        .distinct()
        .sorted()
        .map(this::key)
        .toList();
  }

  private RowKey key(String text) {
    return RowKey.parse(text, settings.windows(), settings.grouped())
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.USAGE,
                    "'%s' is not a window of topic '%s'; keys there are such as %s"
                        .formatted(text, names.output(), example())));
  }

  private String example() {
    Window window =
        settings.windows().calendar(settings.windows().sizes().get(0)).at(1_468_244_340_000L);
    return WindowKey.of(window).ofGroup(settings.grouped() ? "GROUP" : null).text();
  }
}
