package io.framecount.loader.load;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.Interruption;
import io.framecount.common.cli.Progress;
import io.framecount.loader.input.Input;
import io.framecount.loader.input.Inputs;
import java.io.PrintWriter;
import java.util.List;

/**
 * Prepares a load, runs it and tells what it did. All that can be refused is refused first: files,
 * then the schema, then Kafka and what it knows of the files, then the registry; only then is the
 * topic created.
 */
public final class LoadSession {
  private final LoadOptions options;
  private final PrintWriter out;
  private final PrintWriter err;

  public LoadSession(LoadOptions options, PrintWriter out, PrintWriter err) {
    this.options = options;
    this.out = out;
    this.err = err;
  }

  /** Runs the load; its exit code says whether lines were rejected, or that it was interrupted. */
  public ExitCode run() {
    try (Sources sources = Sources.open(options, 1, err)) {
      return run(sources, LoadPlan.of(options));
    }
  }

  private ExitCode run(Sources sources, LoadPlan plan) {
    List<Input> inputs = sources.inputs(0);
    Stop stop = new Stop();
    try (ClusterLoad load = ClusterLoad.open(plan, Cluster.of(options), inputs, err);
        Interruption interruption = Interruption.listen(stop::request)) {
      sources.start();
      LoadResult result = run(load, stop, Inputs.totalSize(inputs));
      report(result.summary());
      if (result.summary().lossy()) {
        err.println("dropped " + result.summary().outages().dropped());
      }
      if (result.damage() != null) {
        throw new CommandFailure(result.damage());
      }
      return interruption.requested() ? ExitCode.INTERRUPTED : result.exitCode();
    }
  }

  private LoadResult run(ClusterLoad load, Stop stop, long totalBytes) {
    try (SharedProgress progress =
        new SharedProgress(Progress.ofBytes("loading", totalBytes, err))) {
      return load.run(stop, progress, new SaidOutages(progress, options.outage));
    }
  }

  private void report(LoadSummary summary) {
    out.println(
        options.output == LoadOptions.SummaryFormat.JSON ? summary.toJson() : summary.toText());
    out.flush();
  }
}
