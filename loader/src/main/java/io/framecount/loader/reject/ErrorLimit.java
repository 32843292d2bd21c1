package io.framecount.loader.reject;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The number or share of rejected lines at which a load gives up.
 *
 * @param most the number of rejected lines that is tolerated, or the percentage of all lines
 * @param percent whether it is a percentage
 */
public record ErrorLimit(double most, boolean percent) {
  /** Lines that must have been seen before a share of them means anything. */
  public static final int LINES_BEFORE_PERCENT = 1_000;

  /** Never gives up. */
  public static final ErrorLimit NONE = new ErrorLimit(Double.POSITIVE_INFINITY, false);

  /**
   * Returns whether so many are too many.
   *
   * @param lines all lines of this run, rejected ones included
   */
  public boolean exceededBy(long rejected, long lines) {
    return percent
        ? lines >= LINES_BEFORE_PERCENT && 100.0 * rejected > most * lines
        : rejected > most;
  }

  @Override
  public String toString() {
    String number = most == Math.rint(most) ? "%.0f".formatted(most) : Double.toString(most);
    return percent ? number + "%" : number;
  }

  /** Reads {@code 100} or {@code 5%}. */
  public static final class Converter implements ITypeConverter<ErrorLimit> {
    @Override
    public ErrorLimit convert(String value) {
      boolean percent = value.endsWith("%");
      try {
        double most =
            percent
                ? Double.parseDouble(value.substring(0, value.length() - 1))
                : Long.parseLong(value);
        if (most >= 0 && (!percent || most <= 100)) {
          return new ErrorLimit(most, percent);
        }
      } catch (NumberFormatException e) {
        // As wrong as a negative one.
      }
      throw new TypeConversionException(
          "'%s' is neither a number of lines, such as 100, nor a share, such as 5%%"
              .formatted(value));
    }
  }
}
