package io.framecount.counter.ui.serve;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.json.Json;
import io.framecount.counter.ui.store.CountStore;
import io.framecount.counter.ui.store.Points;
import io.framecount.counter.window.WindowSize;
import java.util.List;
import org.eclipse.jetty.util.Fields;

/** Answers questions for counts; the same question at the same time is answered once. */
final class CountApi {
  private static final int MOST_GROUPS = 8;
  private static final int FIRST_GROUPS = 6;
  private static final int MOST_STRETCHES = 2_000;
  private static final int STRETCHES = 500;
  private static final int QUESTION_BYTES = 150;
  private static final int TEXT_BYTES = 60;
  private static final long MOST_SECONDS = Long.MAX_VALUE / 4_000;

  private final CountStore store;
  private final StatusJson status;
  private final String generation;
  private final AnswerCache<Asked> answers = new AnswerCache<>(Asked::bytes);

  CountApi(CountStore store, StatusJson status, String generation) {
    this.store = store;
    this.status = status;
    this.generation = generation;
  }

  /** Returns what there is to be shown. */
  PageAnswer count() {
    String body = status.count();
    return PageAnswer.json(body, "%s-%08x".formatted(generation, body.hashCode()));
  }

  /**
   * Windows of one size: {@code window}, and if wished {@code from} and {@code to} in epoch
   * seconds, {@code stretches}, and several {@code group}. Whatever else is asked makes no
   * difference.
   */
  PageAnswer windows(Fields query) {
    Question question;
    try {
      question = question(query);
    } catch (IllegalArgumentException | CommandFailure e) {
      return PageAnswer.refusal(400, e.getMessage());
    }
    // Before the rows are read: what changes meanwhile is told again.
    long version = store.version();
    return answers.get(new Asked(question, version), this::answer);
  }

  private record Question(
      WindowSize size, List<String> groups, long from, long to, int stretches) {}

  /**
   * A question, and when.
   *
   * @param version of the store
   */
  private record Asked(Question question, long version) {
    /** About what it takes of the heap, most of which may be the names of groups. */
    int bytes() {
      int texts = question.groups.stream().mapToInt(group -> TEXT_BYTES + 2 * group.length()).sum();
      return QUESTION_BYTES + texts;
    }
  }

  private Question question(Fields query) {
    String window = query.getValue("window");
    if (window == null || window.length() > 10) {
      throw new IllegalArgumentException("name the windows, such as ?window=minute");
    }
    List<String> groups = query.getValuesOrEmpty("group");
    if (groups.size() > MOST_GROUPS) {
      throw new IllegalArgumentException("at most %d groups".formatted(MOST_GROUPS));
    }
    long from = number(query, "from", -MOST_SECONDS, MOST_SECONDS, -MOST_SECONDS);
    long to = number(query, "to", -MOST_SECONDS, MOST_SECONDS, MOST_SECONDS);
    int stretches = (int) number(query, "stretches", 1, MOST_STRETCHES, STRETCHES);
    return new Question(WindowSize.parse(window), groups, from * 1_000, to * 1_000, stretches);
  }

  private static long number(Fields query, String name, long least, long most, long usual) {
    String text = query.getValue(name);
    if (text == null) {
      return usual;
    }
    if (!text.matches("-?\\d{1,15}")
        || Long.parseLong(text) < least
        || Long.parseLong(text) > most) {
      throw new IllegalArgumentException(
          "%s must be a whole number from %d to %d".formatted(name, least, most));
    }
    return Long.parseLong(text);
  }

  private PageAnswer answer(Asked at) {
    Question asked = at.question;
    List<String> groups =
        asked.groups.isEmpty() ? store.groups(asked.size, FIRST_GROUPS) : asked.groups;
    List<Points> series =
        groups.stream()
            .map(group -> store.points(asked.size, group, asked.from, asked.to, asked.stretches))
            .toList();
    String body =
        Json.object(
            json -> {
              json.writeStringField("generation", generation);
              json.writeNumberField("version", at.version);
              json.writeStringField("window", asked.size.text());
              RowsJson.series(json, series);
            });
    return PageAnswer.json(body, generation + "-" + at.version);
  }
}
