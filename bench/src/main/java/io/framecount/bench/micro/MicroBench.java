package io.framecount.bench.micro;

import io.framecount.bench.report.Figures;
import io.framecount.bench.report.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs all small benchmarks, or those that JMH's arguments choose, and makes tables of them. */
public final class MicroBench {
  private MicroBench() {}

  /** Arguments: a directory for the figures, empty to see them only; then JMH's own. */
  public static void main(String[] args)
      throws IOException, RunnerException, CommandLineOptionException {
    Locale.setDefault(Locale.ROOT);
    CommandLineOptions options = new CommandLineOptions(Arrays.copyOfRange(args, 1, args.length));
    Collection<RunResult> results =
        new Runner(
                options, OutputFormatFactory.createFormatInstance(System.err, VerboseMode.NORMAL))
            .run();
    Figures figures =
        new Figures(
            args[0].isEmpty() ? Optional.empty() : Optional.of(Path.of(args[0])), System.out);
    for (Group group : Groups.all()) {
      Optional<Result> table = new GroupTable(group, results).figure();
      if (table.isPresent()) {
        figures.add(group.file(), table.get());
      }
    }
  }
}
