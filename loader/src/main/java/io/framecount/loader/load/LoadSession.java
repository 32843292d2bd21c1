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

  /**
   * Runs the load; its exit code says whether something is missing in the end, or that it was
   * interrupted.
   */
  public ExitCode run() throws InterruptedException {
    int clusters = options.mirror.wanted() ? 2 : 1;
    try (Sources sources = Sources.open(options, clusters, err)) {
      return run(sources, LoadPlan.of(options));
    }
  }

  private ExitCode run(Sources sources, LoadPlan plan) throws InterruptedException {
    List<Input> inputs = sources.inputs(0);
    Stop stop = new Stop();
    try (ClusterLoad load = ClusterLoad.open(plan, Cluster.of(options), inputs, err);
        Interruption interruption = Interruption.listen(stop::request);
        Mirror mirror = startMirror(plan, sources, stop)) {
      sources.start();
      LoadResult result = run(load, stop, Inputs.totalSize(inputs));
      MirrorOutcome mirrored = mirror == null ? null : mirror.finish();
      report(result.summary(), mirrored);
      if (result.damage() != null) {
        throw new CommandFailure(result.damage());
      }
      return interruption.requested() ? ExitCode.INTERRUPTED : exitCode(result, mirrored);
    }
  }

  private Mirror startMirror(LoadPlan plan, Sources sources, Stop stop) {
    if (!options.mirror.wanted()) {
      return null;
    }
    List<Input> inputs = sources.inputs(1);
    inputs.stream()
        .filter(input -> !input.repeatable())
        .findFirst()
        .ifPresent(
            input -> {
              throw new CommandFailure(
                  ExitCode.USAGE,
                  "%s can be read once only, so it can't be mirrored".formatted(input.name()));
            });
    return Mirror.start(plan, inputs, stop, err);
  }

  private LoadResult run(ClusterLoad load, Stop stop, long totalBytes) {
    try (SharedProgress progress =
        new SharedProgress(Progress.ofBytes("loading", totalBytes, err))) {
      return load.run(stop, progress, new SaidOutages(progress, options.outage));
    }
  }

  private static ExitCode exitCode(LoadResult result, MirrorOutcome mirrored) {
    boolean behind = mirrored != null && !mirrored.complete();
    return result.exitCode() == ExitCode.OK && behind ? ExitCode.REJECTED : result.exitCode();
  }

  private void report(LoadSummary summary, MirrorOutcome mirrored) {
    if (options.output == LoadOptions.SummaryFormat.JSON) {
      out.println(summary.toJson(mirrored));
    } else {
      out.println(summary.toText());
      if (mirrored != null) {
        out.println(mirrored.toText());
      }
    }
    out.flush();
    if (summary.lossy()) {
      err.println("dropped " + summary.outages().dropped());
    }
    if (mirrored != null && !mirrored.complete()) {
      err.println(
          "the mirror %s is not complete: %s"
              .formatted(mirrored.bootstrapServers(), mirrored.problem()));
    }
  }
}
