package io.framecount.bench.report;

import java.util.ArrayList;
import java.util.List;

/** Positions of figures on an axis, from 0 to 1, and its marks. */
record Scale(double from, double to, boolean log) {
  private static final int STEPS = 5;

  /** Returns a scale over all figures: linear from 0, or logarithmic in whole powers of ten. */
  static Scale over(double min, double max, boolean log) {
    if (!log) {
      double step = step(Math.max(max, 1e-9));
      double below = min < 0 ? Math.floor(min / step) * step : 0;
      return new Scale(below, Math.ceil(Math.max(max, 1e-9) / step) * step, false);
    }
    double floor = Math.max(min, 1e-6);
    double low = Math.pow(10, Math.floor(Math.log10(floor) + 1e-9));
    double high = Math.pow(10, Math.ceil(Math.log10(Math.max(max, floor)) - 1e-9));
    return new Scale(low, high > low ? high : low * 10, true);
  }

  double at(double figure) {
    if (!log) {
      return (figure - from) / (to - from);
    }
    double inside = Math.max(figure, from);
    return Math.log(inside / from) / Math.log(to / from);
  }

  List<Double> marks() {
    List<Double> marks = new ArrayList<>();
    if (log) {
      for (double mark = from; mark <= to * 1.001; mark *= 10) {
        marks.add(mark);
        if (to / from < 1_000 && mark < to * 0.999) {
          marks.add(mark * 2);
          marks.add(mark * 5);
        }
      }
      return marks;
    }
    double step = step(to - from);
    for (int i = 0; from + i * step <= to + step / 1000; i++) {
      marks.add(from + i * step);
    }
    return marks;
  }

  /** Returns a round step, about a fifth of a range. */
  private static double step(double range) {
    double rough = range / STEPS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double rest = rough / power;
    return power * (rest <= 1 ? 1 : rest <= 2 ? 2 : rest <= 5 ? 5 : 10);
  }
}
