package io.framecount.loader.convert;

import io.framecount.loader.convert.Rejection.Reason;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds the options that a rejected line would load with, by trying. Only lines that look like it
 * are tried, since that takes as long as converting them several times. Not thread-safe.
 */
final class Cures {
  /** The longest text in quotes that may stand for a boolean: "false". */
  private static final int LONGEST_WORD = 7;

  private final ConvertOptions options;
  private final Function<ConvertOptions, Converter> compile;
  private final Map<Set<Leniency>, Converter> converters = new HashMap<>();
  private final AvroBuffer out = new AvroBuffer(1024);

  /**
   * @param compile makes a converter that differs only in its options
   */
  Cures(ConvertOptions options, Function<ConvertOptions, Converter> compile) {
    this.options = options;
    this.compile = compile;
  }

  /** Returns the fewest readings that make a frame of the line; none if all of them don't. */
  Set<Leniency> of(byte[] json, int from, int to, Rejection rejection) {
    Set<Leniency> missing = EnumSet.allOf(Leniency.class);
    missing.removeAll(options.lenient());
    if (options.avroJson()) {
      missing.remove(Leniency.EXTENDED_JSON);
    }
    if (!mayBe(json, from + rejection.offset(), to, rejection.reason())
        || missing.isEmpty()
        || !loads(missing, json, from, to)) {
      return Set.of();
    }
    for (Leniency one : EnumSet.copyOf(missing)) {
      Set<Leniency> fewer = EnumSet.copyOf(missing);
      fewer.remove(one);
      if (!fewer.isEmpty() && loads(fewer, json, from, to)) {
        missing = fewer;
      }
    }
    return missing;
  }

  private static boolean mayBe(byte[] json, int at, int to, Reason reason) {
    if (at >= to) {
      return false;
    }
    return switch (reason) {
      case BAD_JSON -> json[at] == 'N' || json[at] == 'I';
      case WRONG_TYPE, BAD_TIME, BAD_LENGTH, UNKNOWN_SYMBOL, NO_BRANCH ->
          switch (json[at]) {
            case '"' -> isShort(json, at, to);
            case '{', '[', '0', '1' -> true;
            default -> false;
          };
      default -> false;
    };
  }

  private static boolean isShort(byte[] json, int quote, int to) {
    for (int i = quote + 1; i < Math.min(to, quote + LONGEST_WORD); i++) {
      if (json[i] == '"') {
        return true;
      }
    }
    return false;
  }

  private boolean loads(Set<Leniency> added, byte[] json, int from, int to) {
    Set<Leniency> lenient = EnumSet.copyOf(added);
    lenient.addAll(options.lenient());
    out.clear();
    return converters
        .computeIfAbsent(lenient, all -> compile.apply(options.withLenient(all)))
        .convert(json, from, to, out);
  }
}
