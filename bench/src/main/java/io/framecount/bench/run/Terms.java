package io.framecount.bench.run;

import io.framecount.bench.report.Section;

/**
 * What a contest is about.
 *
 * @param baseline name of the contender that all are compared with, or null
 * @param amount how much work one run is
 * @param unit of the amount
 * @param warmUp whether those who run several times run once more before it counts
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
