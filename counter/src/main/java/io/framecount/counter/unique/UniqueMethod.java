package io.framecount.counter.unique;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A way to count distinct values, with its parameter. As text it is the name, and the parameter
 * after a colon where it differs from the default: {@code theta}, {@code hll:12}.
 *
 * @param parameter what {@link Algorithm} says; 0 for {@link Algorithm#EXACT}
 */
public record UniqueMethod(Algorithm algorithm, int parameter) {
  /** The algorithms, and what their parameter means. */
  public enum Algorithm {
    /** Theta sketch. Parameter: nominal entries, a power of two from 16 to 2^26. */
    THETA(1 << 16, 16, 1 << 26, "nominal entries, a power of two") {
      @Override
      UniqueCounter create(int nominal) {
        return new ThetaCounter(nominal);
      }

      @Override
      boolean accepts(int nominal) {
        return super.accepts(nominal) && Integer.bitCount(nominal) == 1;
      }

      @Override
      long mostBytes(int nominal) {
        return (long) nominal * Long.BYTES;
      }
    },
    /** HyperLogLog. Parameter: precision, the logarithm of the number of registers, 3 to 26. */
    HLL(14, 3, 26, "precision") {
      @Override
      UniqueCounter create(int precision) {
        return new HllCounter(precision);
      }

      @Override
      long mostBytes(int precision) {
        return 1L << precision;
      }
    },
    /** UltraLogLog. Parameter: precision, the logarithm of the number of registers, 3 to 26. */
    ULL(14, 3, 26, "precision") {
      @Override
      UniqueCounter create(int precision) {
        return new UllCounter(precision);
      }

      @Override
      long mostBytes(int precision) {
        return 1L << precision;
      }
    },
    /** Linear counting. Parameter: bits, 8 to 2^30. */
    LINEAR(1 << 19, 8, 1 << 30, "bits, a multiple of 8") {
      @Override
      UniqueCounter create(int bits) {
        return new LinearCounter(bits);
      }

      @Override
      boolean accepts(int bits) {
        return super.accepts(bits) && bits % 8 == 0;
      }

      @Override
      long mostBytes(int bits) {
        return bits / Byte.SIZE;
      }
    },
    /** A hash set of the values themselves. No parameter. */
    EXACT(0, 0, 0, "") {
      @Override
      UniqueCounter create(int nothing) {
        return new ExactCounter();
      }

      @Override
      long mostBytes(int nothing) {
        return Integer.MAX_VALUE;
      }
    };

    private final int standard;
    private final int least;
    private final int most;
    private final String meaning;

    Algorithm(int standard, int least, int most, String meaning) {
      this.standard = standard;
      this.least = least;
      this.most = most;
      this.meaning = meaning;
    }

    abstract UniqueCounter create(int parameter);

    abstract long mostBytes(int parameter);

    boolean accepts(int parameter) {
      return least <= parameter && parameter <= most;
    }

    private String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    private String usage() {
      return this == EXACT
          ? "exact takes no parameter"
          : "%s:N takes as N %s, from %d to %d".formatted(text(), meaning, least, most);
    }
  }

  /** Theta with 65,536 nominal entries. */
  public static final UniqueMethod STANDARD = of(Algorithm.THETA);

  /** Refuses a parameter that the algorithm does not take. */
  public UniqueMethod {
    if (!algorithm.accepts(parameter)) {
      throw refusal(algorithm.text() + ":" + parameter, algorithm.usage());
    }
  }

  /** The algorithm with its default parameter. */
  public static UniqueMethod of(Algorithm algorithm) {
    return new UniqueMethod(algorithm, algorithm.standard);
  }

  /**
   * Reads the text of a method.
   *
   * @throws CommandFailure with {@link ExitCode#USAGE} if there is no such method or parameter
   */
  public static UniqueMethod parse(String text) {
    int colon = text.indexOf(':');
    Algorithm algorithm = algorithm(text, colon < 0 ? text : text.substring(0, colon));
    if (colon < 0) {
      return of(algorithm);
    }
    try {
      if (algorithm != Algorithm.EXACT) {
        return new UniqueMethod(algorithm, Integer.parseInt(text.substring(colon + 1)));
      }
    } catch (NumberFormatException e) {
      // Refused below, like a parameter where there is none.
    }
    throw refusal(text, algorithm.usage());
  }

  private static Algorithm algorithm(String text, String name) {
    return Arrays.stream(Algorithm.values())
        .filter(a -> a.text().equals(name))
        .findFirst()
        .orElseThrow(() -> refusal(text, "there are " + names()));
  }

  private static String names() {
    return Arrays.stream(Algorithm.values()).map(Algorithm::text).collect(Collectors.joining(", "));
  }

  private static CommandFailure refusal(String text, String usage) {
    return new CommandFailure(
        ExitCode.USAGE, "no way to count unique values is called '%s': %s".formatted(text, usage));
  }

  /** A new, empty counter. */
  public UniqueCounter create() {
    return algorithm.create(parameter);
  }

  /** About how many bytes {@link UniqueCounter#toBytes} gives at most, but for a short header. */
  public long mostBytes() {
    return algorithm.mostBytes(parameter);
  }

  @Override
  public String toString() {
    return parameter == algorithm.standard ? algorithm.text() : algorithm.text() + ":" + parameter;
  }
}
