package io.framecount.bench.micro;

/**
 * One line of a table.
 *
 * @param method of the benchmark
 * @param ours the method of ours that it is compared with; itself for one of ours
 */
record Row(String method, String text, String ours) {
  /** One of ours, which others are compared with. */
  static Row ours(String method, String text) {
    return new Row(method, "ours: " + text, method);
  }

  /** Another one. */
  static Row against(String ours, String method, String text) {
    return new Row(method, text, ours);
  }
}
