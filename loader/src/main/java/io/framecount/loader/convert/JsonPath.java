package io.framecount.loader.convert;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Names the value at a place of a JSON text that may be broken, such as {@code $.user.tags[3]}: in
 * the form of JSONPath (RFC 9535), names as they are written in the text. Slow, for messages only.
 */
final class JsonPath {
  private static final int LONGEST_NAME = 64;
  private static final int MOST_STEPS = 16;

  private final byte[] json;
  private final int end;
  private final List<Step> steps = new ArrayList<>();

  private static final class Step {
    final boolean array;
    int index;
    String name;

    Step(boolean array) {
      this.array = array;
    }
  }

  private JsonPath(byte[] json, int end) {
    this.json = json;
    this.end = end;
  }

  static String of(byte[] json, int from, int at) {
    JsonPath path = new JsonPath(json, at);
    int place = from;
    while (place < at) {
      place = path.step(place);
    }
    return path.text();
  }

  private int step(int at) {
    switch (json[at]) {
      case '{', '[' -> steps.add(new Step(json[at] == '['));
      case '}', ']' -> leave();
      case ',' -> next();
      case '"' -> {
        return string(at);
      }
      default -> {
        // A scalar, a colon or white space leads nowhere.
      }
    }
    return at + 1;
  }

  private void leave() {
    if (!steps.isEmpty()) {
      steps.remove(steps.size() - 1);
    }
  }

  private void next() {
    if (!steps.isEmpty()) {
      Step inner = steps.get(steps.size() - 1);
      inner.index++;
      inner.name = null;
    }
  }

  private int string(int open) {
    int close = open + 1;
    while (close < end && json[close] != '"') {
      close += json[close] == '\\' ? 2 : 1;
    }
    Step inner = steps.isEmpty() ? null : steps.get(steps.size() - 1);
    if (close < end && inner != null && inner.name == null) {
      int length = Math.min(close - open - 1, LONGEST_NAME);
      inner.name = new String(json, open + 1, length, StandardCharsets.UTF_8);
    }
    return close + 1;
  }

  private String text() {
    StringBuilder text = new StringBuilder("$");
    for (Step step : steps.subList(0, Math.min(steps.size(), MOST_STEPS))) {
      if (step.array) {
        text.append('[').append(step.index).append(']');
      } else if (step.name != null) {
        text.append(member(step.name));
      }
    }
    return text.append(steps.size() > MOST_STEPS ? "…" : "").toString();
  }

  /** A step to a member, such as {@code .uid} or {@code ['my id']}. */
  static String member(String name) {
    return name.matches("[A-Za-z_][A-Za-z_0-9]*") ? "." + name : "['" + name + "']";
  }
}
