package io.framecount.loader.schema.guess;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names as Avro has them: letters, digits and _ of ASCII, no digit first. */
final class FieldNames {
  private static final Pattern VALID = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern TIME =
      Pattern.compile(
          "(?i)(.*_)?(ts|time|timestamp|date|datetime|at|when|epoch)|created|updated|modified"
              + "|(?-i:.*[a-z](Ts|Time|Timestamp|Date|DateTime|At))");

  private FieldNames() {}

  static boolean isValid(String name) {
    return VALID.matcher(name).matches();
  }

  /** Returns whether a field of this name would hold points in time. */
  static boolean isOfTime(String key) {
    return TIME.matcher(key).matches();
  }

  /** A name for the key that no other has. */
  static String of(String key, Set<String> taken) {
    String name = key.replaceAll("[^A-Za-z0-9_]", "_");
    if (name.replace("_", "").isEmpty()) {
      name = "field";
    }
    return unique(Character.isDigit(name.charAt(0)) ? "_" + name : name, taken);
  }

  /** A name for the record of a field. */
  static String ofRecord(String parent, String field, Set<String> taken) {
    StringBuilder name = new StringBuilder(parent);
    for (String word : field.split("_+", -1)) {
      if (!word.isEmpty()) {
        name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    return unique(name.toString(), taken);
  }

  private static String unique(String name, Set<String> taken) {
    String free = name;
    for (int i = 2; taken.contains(free); i++) {
      free = name + "_" + i;
    }
    return free;
  }
}
