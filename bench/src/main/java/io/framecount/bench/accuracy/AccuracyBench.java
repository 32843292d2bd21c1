package io.framecount.bench.accuracy;

import io.framecount.bench.report.Figures;
import io.framecount.counter.unique.UniqueMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts 10 to 10 million users many times by each method and reports the errors. */
public final class AccuracyBench {
  private AccuracyBench() {}

  /** Argument: a directory for the figures; none to see the tables only. */
  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ROOT);
    Figures figures =
        new Figures(args.length > 0 ? Optional.of(Path.of(args[0])) : Optional.empty(), System.out);
    WholeFigures wholes = new WholeFigures(wholes());
    figures.add("60-accuracy-chart", wholes.chart());
    figures.add("61-accuracy", wholes.table());
    figures.add("62-accuracy-unions", unions().table());
  }

  private static Map<UniqueMethod, Map<Integer, Errors>> wholes() {
    Map<UniqueMethod, Map<Integer, Errors>> all = new LinkedHashMap<>();
    Sizes.methods().forEach(method -> all.put(method, new TreeMap<>()));
    for (Sizes size : Sizes.ofWholes()) {
      say("%,d users, %,d trials", size.users(), size.trials());
      all.forEach(
          (method, errors) ->
              errors.put(size.users(), Trials.run(method, size.users(), size.trials(method, 1))));
    }
    return all;
  }

  private static UnionFigures unions() {
    UnionFigures figures = new UnionFigures();
    for (Split split : Split.values()) {
      for (Sizes size : Sizes.ofUnions()) {
        say("%,d users in %s, %,d trials", size.users(), split, size.trials());
        for (UniqueMethod method : Sizes.methods()) {
          int trials = size.trials(method, split == Split.DAYS ? split.parts() : 1);
          UnionErrors errors = UnionTrials.run(method, split, size.users(), trials);
          figures.add(method, split, size, errors);
        }
      }
    }
    return figures;
  }

  private static void say(String format, Object... values) {
    System.err.println(String.format(Locale.ROOT, format, values));
  }
}
