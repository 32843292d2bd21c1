package io.framecount.common.cli;

/** A horizontal bar of Unicode blocks, exact to an eighth of a column. */
public final class Bar {
  private static final String FULL = "█";
  private static final String[] EIGHTHS = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

  private Bar() {}

  /**
   * A bar for a value.
   *
   * @param value from 0 to most; above 0 it is never without a bar
   * @param most the value of a full bar
   * @param width columns of a full bar
   */
  public static String of(long value, long most, int width) {
    if (value <= 0) {
      return "";
    }
    long eighths = Math.max(1, Math.round((double) value / most * width * 8));
    return FULL.repeat((int) (eighths / 8)) + EIGHTHS[(int) (eighths % 8)];
  }
}
