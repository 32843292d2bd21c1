package io.framecount.common.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where a value lies in a Kafka record: in its value, by the names from the outermost to the
 * innermost, such as {@code user.id}; or beside its value, such as {@code @key} or {@code
 * @header:trace}. In a name, a backslash stands before each dot and backslash, and before an
 * {@code @} with which the path begins: {@code \@key} is a field called {@code @key}.
 *
 * @param source the part of the record
 * @param names of fields and keys of maps in the value, at least one; the name of a header; else
 *     empty
 */
public record FieldPath(Source source, List<String> names) {
  private static final String HEADER = "@header:";

  /** The parts of a Kafka record. */
  public enum Source {
    VALUE(""),
    KEY("@key"),
    TIMESTAMP("@timestamp"),
    PARTITION("@partition"),
    OFFSET("@offset"),
    HEADER("@header:NAME");

    private final String text;

    Source(String text) {
      this.text = text;
    }

    /** Returns how users write it; empty for the value, whose fields have names of their own. */
    public String text() {
      return text;
    }
  }

  public FieldPath {
    names = List.copyOf(names);
  }

  /** A field of the root of the value. */
  public static FieldPath ofField(String name) {
    return new FieldPath(Source.VALUE, List.of(name));
  }

  /**
   * Reads a path.
   *
   * @throws IllegalArgumentException with a sentence for users, if it is none
   */
  public static FieldPath parse(String text) {
    if (!text.startsWith("@")) {
      return new FieldPath(Source.VALUE, split(text));
    }
    if (text.startsWith(HEADER) && text.length() > HEADER.length()) {
      return new FieldPath(Source.HEADER, List.of(text.substring(HEADER.length())));
    }
    return beside(text)
        .map(source -> new FieldPath(source, List.of()))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is no part of a Kafka record; there are %s, and a field of that name is '\\%s'"
                        .formatted(text, partsOfRecords(), text)));
  }

  /** Returns the parts beside the value, as users write them, for sentences. */
  public static String partsOfRecords() {
    return Arrays.stream(Source.values())
        .filter(source -> source != Source.VALUE)
        .map(Source::text)
        .collect(Collectors.joining(", "));
  }

  /** Returns whether it lies in the value, and not beside it. */
  public boolean inValue() {
    return source == Source.VALUE;
  }

  /** Returns the path of a field of a record that lies at this path of a value. */
  public FieldPath child(String name) {
    List<String> longer = new ArrayList<>(names);
    longer.add(name);
    return new FieldPath(source, longer);
  }

  /** Sorts other paths, as users write them, by how much they look like this one. */
  public List<String> nearest(List<String> others) {
    String text = toString().toLowerCase(Locale.ROOT);
    return others.stream()
        .distinct()
        .sorted(Comparator.comparingInt(other -> edits(text, other.toLowerCase(Locale.ROOT))))
        .toList();
  }

  /** Number of characters to add, drop or change. */
  private static int edits(String from, String to) {
    int[] row = IntStream.rangeClosed(0, to.length()).toArray();
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }

  /** Returns the path as users write it. */
  @Override
  public String toString() {
    return switch (source) {
      case VALUE -> written();
      case HEADER -> HEADER + names.get(0);
      default -> source.text();
    };
  }

  private String written() {
    String joined = names.stream().map(FieldPath::escaped).collect(Collectors.joining("."));
    return joined.startsWith("@") ? "\\" + joined : joined;
  }

  private static String escaped(String name) {
    return name.replace("\\", "\\\\").replace(".", "\\.");
  }

  private static Optional<Source> beside(String text) {
    return Arrays.stream(Source.values())
        .filter(source -> source != Source.HEADER && source.text().equals(text))
        .findFirst();
  }

  private static List<String> split(String text) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        names.add(taken(name, text));
      } else if (c == '\\') {
        name.append(meant(text, ++i));
      } else {
        name.append(c);
      }
    }
    names.add(taken(name, text));
    return names;
  }

  private static char meant(String text, int at) {
    char c = at < text.length() ? text.charAt(at) : ' ';
    if (c == '.' || c == '\\' || (c == '@' && at == 1)) {
      return c;
    }
    throw new IllegalArgumentException(
        "'%s' has a backslash that is not before a dot, a backslash or a leading @; a backslash in a name is written \\\\"
            .formatted(text));
  }

  private static String taken(StringBuilder name, String text) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' has an empty name; write paths such as user.id, and \\. for a dot in a name"
              .formatted(text));
    }
    String taken = name.toString();
    name.setLength(0);
    return taken;
  }
}
