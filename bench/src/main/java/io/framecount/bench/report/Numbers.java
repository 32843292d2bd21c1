package io.framecount.bench.report;

import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {
  private Numbers() {}

  /** Three digits that matter: 0.0123, 1.23, 12.3, 1,230. */
  static String brief(double number) {
    double size = Math.abs(number);
    if (size == 0 || size >= 100) {
      return format("%,.0f", number);
    }
    if (size >= 10) {
      return format("%.1f", number);
    }
    return format(size >= 0.1 ? "%.2f" : "%.4f", number);
  }

  /** Three digits with a letter for thousands, millions, billions: 250k, 1.5M. */
  static String scaled(double number) {
    double size = Math.abs(number);
    if (size >= 1e9) {
      return trimmed(number / 1e9) + "G";
    }
    if (size >= 1e6) {
      return trimmed(number / 1e6) + "M";
    }
    return size >= 1e3 ? trimmed(number / 1e3) + "k" : trimmed(number);
  }

  private static String trimmed(double number) {
    String text = format(Math.abs(number) >= 100 ? "%.0f" : "%.3g", number);
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }

  private static String format(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }
}
