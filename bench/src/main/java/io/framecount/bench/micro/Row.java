package io.framecount.bench.micro;

/**
 * One line of a table.
 *
 * @param method the benchmark's method
 * @param ours our method for comparison; the same method for one of ours
 */
record Row(String method, String text, String ours) {
  /** Returns a row of ours, to compare others with. */
  static Row ours(String method, String text) {
    return new Row(method, "ours: " + text, method);
  }

  /** Returns a row of another's. */
  static Row against(String ours, String method, String text) {
    return new Row(method, text, ours);
  }
}
