package io.framecount.counter.query;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.Printable;
import io.framecount.counter.partial.GroupName;
import io.framecount.counter.window.TimeRange;
import io.framecount.counter.window.WindowSize;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Finds where a group may be hidden: in a window with more groups than it may have, the frames of
 * some are counted as {@link GroupName#OTHER}. A window has a group whole or not at all; so where
 * one was chosen nothing is hidden, and elsewhere the finest windows tell.
 */
final class GroupGaps {
  private GroupGaps() {}

  /**
   * Refuses a range in which frames of the group may be hidden.
   *
   * @param chosen windows that hold the group, of which the answer is made
   * @param all windows with all groups
   */
  static void requireNone(
      String group, TimeRange range, List<StoredWindow> chosen, List<StoredWindow> all) {
    WindowSize finest =
        all.stream().map(StoredWindow::size).min(Comparator.naturalOrder()).orElseThrow();
    all.stream()
        .filter(window -> window.size().equals(finest) && window.span().overlaps(range))
        .filter(window -> has(window, GroupName.OTHER) && !has(window, group))
        .filter(window -> chosen.stream().noneMatch(tile -> tile.span().contains(window.span())))
        .findFirst()
        .ifPresent(
            window -> {
              throw new CommandFailure(
                  "frames of group '%s' may be in %s of window %s, which has more groups than --max-groups; count again with more, into another --output"
                      .formatted(Printable.of(group), GroupName.OTHER, window));
            });
  }

  private static boolean has(StoredWindow window, String group) {
    return window.parts().stream().anyMatch(part -> Objects.equals(part.group(), group));
  }
}
