package io.framecount.counter.window;

import io.framecount.WindowCount;
import io.framecount.WindowUnit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Works out the window label of each row: {@code minute}, {@code 15m}. */
public final class WindowLabels {
  private final List<Candidate> candidates;
  private final Map<Span, Integer> seen = new HashMap<>();

  private WindowLabels(Windows windows) {
    candidates =
        windows.sizes().stream().map(size -> new Candidate(size, windows.calendar(size))).toList();
  }

  private record Candidate(WindowSize size, Calendar calendar) {
    boolean fits(Span span) {
      return calendar.at(span.start).equals(new Window(size, span.start, span.end));
    }
  }

  private record Span(WindowUnit unit, long start, long end, String group) {
    static Span of(WindowCount count) {
      return new Span(
          count.getWindow(),
          count.getStart().toEpochMilli(),
          count.getEnd().toEpochMilli(),
          count.getGroup());
    }
  }

  /** The labels by the windows' lengths alone, which a change of clocks may make shorter. */
  public static List<String> of(List<WindowCount> counts) {
    return counts.stream().map(count -> byLength(Span.of(count))).toList();
  }

  /**
   * The labels, one per row.
   *
   * @param counts from fine to coarse windows
   * @param windows those of the count
   */
  public static List<String> of(List<WindowCount> counts, Windows windows) {
    WindowLabels labels = new WindowLabels(windows);
    List<String> texts = new ArrayList<>();
    counts.forEach(count -> texts.add(labels.of(Span.of(count))));
    return texts;
  }

  private String of(Span span) {
    List<Candidate> fitting =
        candidates.stream()
            .filter(candidate -> candidate.size.unit() == span.unit && candidate.fits(span))
            .toList();
    // A change of clocks can make a window of two hours as short as one. Then there are two rows
    // of the same span, which are the same but for their size.
    int repetition = fitting.size() > 1 ? seen.merge(span, 1, Integer::sum) - 1 : 0;
    return repetition < fitting.size() ? fitting.get(repetition).size.text() : byLength(span);
  }

  private static String byLength(Span span) {
    WindowSize size = WindowSize.of(span.unit);
    long minutes = Duration.ofMillis(span.end - span.start).toMinutes();
    return size.withinDay() && minutes > 0 && minutes % size.minutes() == 0
        ? new WindowSize(span.unit, (int) (minutes / size.minutes())).text()
        : size.text();
  }
}
