package io.framecount.loader.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.framecount.loader.convert.ChangedValue;
import io.framecount.loader.convert.ChangedValue.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The fields in which records differ from their lines in one way.
 *
 * @param top those seen most, at most {@value #KEPT}
 * @param more number of other fields
 */
public record ChangedFields(List<Field> top, int more) {
  private static final int KEPT = 100;
  private static final int SHOWN = 10;
  private static final int LONGEST_TEXT = 40;

  /**
   * One of them.
   *
   * @param seen how often it was changed
   * @param values how often each text was replaced that was kept; empty if none was
   */
  public record Field(
      String path,
      long seen,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Long> values) {
    @Override
    public String toString() {
      String text = "%s %,d".formatted(printable(path), seen);
      return values.isEmpty() ? text : text + " (%s)".formatted(texts());
    }

    private String texts() {
      return values.entrySet().stream()
          .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
          .map(value -> "\"%s\" %,d".formatted(shortened(value.getKey()), value.getValue()))
          .collect(Collectors.joining(", "));
    }
  }

  /** Returns the changes of one kind. */
  public static ChangedFields of(Kind kind, Map<ChangedValue, Long> changes) {
    Map<String, Map<String, Long>> values = new TreeMap<>();
    Map<String, Long> seen = new TreeMap<>();
    changes.forEach(
        (change, times) -> {
          if (change.kind() == kind) {
            seen.merge(change.field(), times, Long::sum);
            if (change.value() != null) {
              values
                  .computeIfAbsent(change.field(), field -> new TreeMap<>())
                  .put(change.value(), times);
            }
          }
        });
    List<Field> all = new ArrayList<>();
    seen.forEach(
        (field, times) -> all.add(new Field(field, times, values.getOrDefault(field, Map.of()))));
    all.sort(Comparator.comparingLong(Field::seen).reversed());
    List<Field> top = List.copyOf(all.subList(0, Math.min(KEPT, all.size())));
    return new ChangedFields(top, all.size() - top.size());
  }

  /** Groups changes by the label of their kind, without dropped members and empty groups. */
  public static Map<String, ChangedFields> byKind(Map<ChangedValue, Long> changes) {
    Map<String, ChangedFields> byKind = new TreeMap<>();
    for (Kind kind : Kind.values()) {
      ChangedFields fields = of(kind, changes);
      if (kind != Kind.DROPPED && !fields.isEmpty()) {
        byKind.put(kind.label(), fields);
      }
    }
    return byKind;
  }

  /** Describes changes to a person: a text for each kind, by a label. */
  public static Map<String, String> told(ChangedFields dropped, Map<String, ChangedFields> byKind) {
    Map<String, String> told = new LinkedHashMap<>();
    if (!dropped.isEmpty()) {
      told.put("dropped", "fields that the schema lacks: " + dropped);
    }
    byKind.forEach(
        (kind, fields) -> {
          switch (kind) {
            case "defaulted" -> told.put(kind, "fields that lines lack: " + fields);
            case "replaced" -> told.put(kind, "values of which others are stored: " + fields);
            case "rounded" -> told.put(kind, "digits that the type can't hold: " + fields);
            case "recast" -> told.put(kind, "values in another form: " + fields);
            case "clock-change" ->
                told.put("clocks", "local times that the zone skips or has twice: " + fields);
            default -> told.put("as UTC", "times without an offset: " + fields);
          }
        });
    return told;
  }

  private boolean isEmpty() {
    return top.isEmpty();
  }

  /** Returns the fields and their counts for a person. */
  @Override
  public String toString() {
    String shown = top.stream().limit(SHOWN).map(Field::toString).collect(Collectors.joining(", "));
    int others = Math.max(0, top.size() - SHOWN) + more;
    return others == 0 ? shown : "%s, and %,d more fields".formatted(shown, others);
  }

  private static String shortened(String text) {
    return printable(text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…");
  }

  /** Names and texts come from the data, which must not steer a terminal. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "\uFFFD");
  }
}
