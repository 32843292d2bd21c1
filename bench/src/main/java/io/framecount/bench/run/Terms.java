package io.framecount.bench.run;

import io.framecount.bench.report.Section;

/**
 * The terms of a contest.
 *
 * @param baseline name of the contender that all are compared with, or null
 * @param amount amount of work in one run
 * @param unit unit of the amount
 * @param warmUp whether contenders with several runs get one more that does not count
 */
record Terms(
    Section section,
    String title,
    String about,
    String baseline,
    long amount,
    String unit,
    boolean warmUp) {

  static Terms ofFrames(Section section, String title, String about, String baseline, long frames) {
    return new Terms(section, title, about, baseline, frames, "frames", true);
  }
}
