package io.framecount.loader.schema.guess;

import io.framecount.loader.convert.Leniency;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * A guessed schema, and the places where it may be wrong.
 *
 * @param fields number of fields of all its records
 * @param needed the readings without which lines of the sample don't fit it
 */
public record Guess(Schema schema, int fields, List<Doubt> doubts, Set<Leniency> needed) {
  public Guess {
    doubts = List.copyOf(doubts);
    needed = Set.copyOf(needed);
  }

  /** Returns the fields that could be the time and the user of frames. */
  public Roles roles() {
    return Roles.in(schema);
  }

  /**
   * A place whose type the sample does not settle.
   *
   * @param path of the field, such as {@code device.type}; {@code []} for items, {@code {}} for
   *     values of a map
   * @param reason the values that were seen, and the type that was chosen
   */
  public record Doubt(String path, String reason) {
    @Override
    public String toString() {
      return "%s: %s".formatted(path, reason);
    }
  }

  /**
   * The rules of a guess.
   *
   * @param name full name of the record
   * @param mapKeys an object with more different keys than these is a map, unless it is the frame
   * @param enums whether texts of a few values become enums
   */
  public record GuessRules(String name, int mapKeys, boolean enums) {}
}
