package io.framecount.counter.query;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.Printable;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.counter.late.LateWindows;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.partial.GroupName;
import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.unique.UniqueMethod.Algorithm;
import io.framecount.counter.view.CountsTopic;
import io.framecount.counter.window.TimeRange;
import io.framecount.counter.window.WindowSize;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.AuthorizationException;

/** Answers how many users there were, from what the output topic holds now. */
public final class Query {
  /** A counter may be at work: sizes of windows are not written at one moment. */
  private static final int ATTEMPTS = 3;

  private static final long PAUSE_MILLIS = 1_500;
  private static final int GROUPS_SHOWN = 10;

  private final String topic;
  private final SketchTopic sketches;
  private final KafkaConnection kafka;
  private final Optional<String> group;
  private final Optional<UniqueMethod> method;
  private final Consumer<String> say;

  /**
   * @param group the only group to look at; else all are united
   * @param method how users were counted; else the sketches tell
   * @param say takes a line for the user
   */
  public Query(
      KafkaConnection kafka,
      String topic,
      CountsTopic counts,
      Optional<String> group,
      Optional<UniqueMethod> method,
      Consumer<String> say) {
    this.topic = topic;
    this.group = group;
    this.method = method;
    this.say = say;
    sketches = new SketchTopic(kafka, topic, counts);
    this.kafka = kafka;
  }

  /** Makes ranges of what the user wrote, knowing the finest windows there are. */
  @FunctionalInterface
  public interface Ranges {
    Asked of(WindowSize finest);
  }

  /**
   * The ranges of a query.
   *
   * @param other the range whose users may be common with the first one's, if that is asked
   * @param otherPart name of the other range
   */
  public record Asked(TimeRange range, Optional<TimeRange> other, String otherPart) {}

  /**
   * Answers a query.
   *
   * @throws CommandFailure if what is stored can't answer
   */
  public QueryAnswer answer(Ranges ranges) {
    NotCoverable problem = null;
    for (int attempt = 0; attempt < ATTEMPTS && mayPass(problem); attempt++) {
      if (attempt > 0) {
        pause();
      }
      try {
        Optional<QueryAnswer> answer = tryToAnswer(ranges);
        if (answer.isPresent()) {
          return answer.get();
        }
        problem = null;
      } catch (NotCoverable e) {
        problem = e;
      }
    }
    throw problem == null
        ? new CommandFailure(
            "the windows of topic '%s' change faster than they can be read; ask for an earlier range"
                .formatted(topic))
        : new CommandFailure(
            "topic '%s' can't answer: %s".formatted(topic, problem.getMessage()), problem);
  }

  private static boolean mayPass(NotCoverable problem) {
    return problem == null || problem.isPassing();
  }

  /** Returns an answer, or nothing if a window changed while it was read. */
  private Optional<QueryAnswer> tryToAnswer(Ranges ranges) {
    // Before the results: what a recount takes in meanwhile is rather named than missed.
    LateWindows lateWindows = lateWindows();
    List<StoredWindow> all = sketches.look();
    List<StoredWindow> windows = wanted(all);
    Asked asked =
        ranges.of(
            windows.stream()
                .map(StoredWindow::size)
                .min(Comparator.naturalOrder())
                .orElse(WindowSize.MINUTE));
    List<StoredWindow> first = WindowCover.of(asked.range(), windows);
    List<StoredWindow> second =
        asked.other().map(range -> WindowCover.of(range, windows)).orElse(List.of());
    group.ifPresent(name -> GroupGaps.requireNone(name, asked.range(), first, all));
    asked
        .other()
        .ifPresent(
            range -> group.ifPresent(name -> GroupGaps.requireNone(name, range, second, all)));
    UniqueMethod common = commonMethod(first, second);
    UserSet users = new UserSet(common);
    UserSet others = new UserSet(common);
    asked.other().ifPresent(range -> UserSet.requireIntersection(common));
    if (!sketches.addUsers(first, users) || !sketches.addUsers(second, others)) {
      return Optional.empty();
    }
    QueryAnswer answer = new QueryAnswer();
    answer.add("range", asked.range(), first, users.estimate());
    sayIfEmpty(asked.range(), first, windows);
    sayIfLacking(asked.range(), lateWindows, first, all);
    asked
        .other()
        .ifPresent(
            range -> {
              answer.add(asked.otherPart(), range, second, others.estimate());
              sayIfEmpty(range, second, windows);
              sayIfLacking(range, lateWindows, second, all);
              answer.addCommon("both", users.common(others));
            });
    return Optional.of(answer);
  }

  private List<StoredWindow> wanted(List<StoredWindow> windows) {
    if (windows.isEmpty()) {
      throw new CommandFailure("topic '%s' has no counts yet".formatted(topic));
    }
    if (group.isEmpty()) {
      return windows;
    }
    if (group.get().equals(GroupName.OTHER)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "(other) is not a group: it holds others in each window, by --max-groups");
    }
    List<StoredWindow> wanted = new ArrayList<>();
    for (StoredWindow window : windows) {
      List<StoredWindow.Part> parts =
          window.parts().stream().filter(part -> group.get().equals(part.group())).toList();
      if (!parts.isEmpty()) {
        wanted.add(new StoredWindow(window.size(), window.span(), parts));
      }
    }
    if (wanted.isEmpty()) {
      throw new CommandFailure(
          "topic '%s' has no group '%s' of its own; %s"
              .formatted(topic, Printable.of(group.get()), groups(windows)));
    }
    return wanted;
  }

  private static String groups(List<StoredWindow> windows) {
    Set<String> names =
        windows.stream()
            .flatMap(window -> window.parts().stream())
            .map(StoredWindow.Part::group)
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(TreeSet::new));
    if (names.isEmpty()) {
      return "its frames are not counted by groups";
    }
    String more = names.size() > GROUPS_SHOWN ? ", …" : "";
    return "there are "
        + names.stream().limit(GROUPS_SHOWN).map(Printable::of).collect(Collectors.joining(", "))
        + more;
  }

  private void sayIfEmpty(TimeRange range, List<StoredWindow> tiles, List<StoredWindow> windows) {
    if (tiles.isEmpty()) {
      Instant first =
          windows.stream().map(w -> w.span().from()).min(Comparator.naturalOrder()).orElseThrow();
      Instant last =
          windows.stream().map(w -> w.span().to()).max(Comparator.naturalOrder()).orElseThrow();
      say.accept(
          "no frames in %s; the windows of topic '%s' go from %s to %s"
              .formatted(range, topic, first, last));
    }
  }

  /**
   * Reads the late windows. Reports it if this user may only read the results, so that late frames
   * may be missing.
   */
  private LateWindows lateWindows() {
    try {
      return LateWindows.read(kafka, topic);
    } catch (AuthorizationException e) {
      say.accept(
          "this user may not read topic '%s': frames that came late may be missing"
              .formatted(CountNames.lateOf(topic)));
      return new LateWindows();
    }
  }

  private void sayIfLacking(
      TimeRange range,
      LateWindows lateWindows,
      List<StoredWindow> tiles,
      List<StoredWindow> windows) {
    WindowSize finest =
        windows.stream().map(StoredWindow::size).min(Comparator.naturalOrder()).orElseThrow();
    long lacking =
        lateWindows.count(
            group, (size, start) -> WindowCover.lacks(range, tiles, finest, size, start));
    if (lacking > 0) {
      say.accept(
          "frames that came late for %,d windows in %s are not counted here; counter recount --window all-late takes them in"
              .formatted(lacking, range));
    }
  }

  private UniqueMethod commonMethod(List<StoredWindow> first, List<StoredWindow> second) {
    if (method.isPresent()) {
      return method.get();
    }
    List<UniqueMethod> methods = new ArrayList<>();
    for (List<StoredWindow> windows : List.of(first, second)) {
      windows.stream()
          .flatMap(window -> window.parts().stream())
          .forEach(part -> methods.add(part.method().orElseThrow()));
    }
    // Theta sketches of any size can be united; the greatest keeps what each knows.
    UniqueMethod greatest =
        methods.stream()
            .max(Comparator.comparingInt(UniqueMethod::parameter))
            .orElse(UniqueMethod.STANDARD);
    for (UniqueMethod other : methods) {
      boolean fits =
          other.algorithm() == Algorithm.THETA
              ? greatest.algorithm() == Algorithm.THETA
              : other.equals(greatest);
      if (!fits) {
        throw new CommandFailure(
            "topic '%s' has sketches of %s and of %s in this range, which can't be united"
                .formatted(topic, greatest, other));
      }
    }
    return greatest;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while waiting for windows to be complete", e);
    }
  }
}
