package io.framecount.bench.run;

import io.framecount.bench.report.Section;

/** Measures what one section of the page shows. */
interface Measurement {
  Section section();

  /** Returns how long it takes in full on two cores, for the progress. */
  int seconds();

  /** Measures, and writes results as they come. */
  void measure(Setting setting) throws Exception;
}
