package io.framecount.loader.load;

import io.framecount.loader.convert.DroppedField;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The fields of the JSON that the schema has no place for.
 *
 * @param top those seen most
 * @param more how many others there are
 */
record DroppedFields(List<DroppedField> top, int more) {
  private static final int SHOWN = 10;

  /**
   * @param all most seen first
   */
  static DroppedFields of(List<DroppedField> all) {
    List<DroppedField> top = all.stream().limit(SHOWN).toList();
    return new DroppedFields(top, all.size() - top.size());
  }

  /** For a person. */
  @Override
  public String toString() {
    String shown =
        top.stream()
            .map(field -> "%s %,d".formatted(field.path(), field.seen()))
            .collect(Collectors.joining(", "));
    return more == 0 ? shown : "%s, and %,d more fields".formatted(shown, more);
  }
}
