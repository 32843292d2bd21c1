package io.framecount.counter.late;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key of a late partial: its window's key, and where the partial lies among the partials. As
 * text {@code MINUTE/2016-07-11T13:39:00Z#3@42}.
 *
 * @param window key of the window, with the group if there are groups
 * @param partition of the partial's record
 * @param offset of the partial's record
 */
public record LateKey(String window, int partition, long offset) {
  private static final Pattern TEXT =
      Pattern.compile("(.*)#(\\d{1,9})@(\\d{1,18})", Pattern.DOTALL);

  public String text() {
    return window + "#" + partition + "@" + offset;
  }

  /** Reads a key, or answers nothing if it is none. */
  public static Optional<LateKey> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new LateKey(
                matcher.group(1),
                Integer.parseInt(matcher.group(2)),
                Long.parseLong(matcher.group(3))))
        : Optional.empty();
  }
}
