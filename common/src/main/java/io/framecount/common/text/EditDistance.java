package io.framecount.common.text;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Finds the probable meaning of a misspelt name, by Levenshtein's distance. */
public final class EditDistance {
  private EditDistance() {}

  /** Returns the number of letters to change, add or remove to turn one name into the other. */
  public static int between(String one, String other) {
    int[] row = new int[other.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }

  /** Returns the nearest of the known names, the first of equally near ones. */
  public static Optional<String> nearest(String name, Collection<String> known, int most) {
    return nearest(name, known, UnaryOperator.identity(), most);
  }

  /**
   * Returns the nearest of the known names, the first of equally near ones.
   *
   * @param plain how a known name is compared, such as without its dashes
   * @param most so many letters may be wrong
   */
  public static Optional<String> nearest(
      String name, Collection<String> known, UnaryOperator<String> plain, int most) {
    record Candidate(String name, int distance) {}
    return known.stream()
        .map(candidate -> new Candidate(candidate, between(name, plain.apply(candidate))))
        .filter(candidate -> candidate.distance() <= most)
        .min(Comparator.comparingInt(Candidate::distance))
        .map(Candidate::name);
  }
}
