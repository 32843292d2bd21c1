package io.framecount.loader.session;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.Interruption;
import io.framecount.common.cli.progress.Progress;
import io.framecount.common.input.Input;
import io.framecount.common.input.Inputs;
import io.framecount.common.kafka.KafkaOpening;
import io.framecount.common.registry.RegistryClient;
import io.framecount.loader.command.option.LoadOptions;
import io.framecount.loader.load.ClusterLoad;
import io.framecount.loader.load.LoadReporter;
import io.framecount.loader.load.StopSignal;
import io.framecount.loader.metrics.LoadEvents;
import io.framecount.loader.metrics.LoadInstruments;
import io.framecount.loader.metrics.ServedLoadInstruments;
import io.framecount.loader.mirror.Mirror;
import io.framecount.loader.outcome.LoadResult;
import io.framecount.loader.outcome.LoadSummary;
import io.framecount.loader.outcome.LoadTally;
import io.framecount.loader.outcome.MirrorOutcome;
import io.framecount.loader.plan.Cluster;
import io.framecount.loader.plan.LoadPlan;
import io.framecount.loader.reject.RejectFile;
import io.framecount.loader.source.TopicIntake;
import java.io.PrintWriter;
import java.util.List;

/**
 * Prepares a load, runs it and reports the result. Everything that can be refused is refused first:
 * files, then the schema, then Kafka and the progress of the files, then the registry. Only then is
 * the topic created. The connection to Kafka opens in the meantime.
 */
public final class LoadSession {
  private static final long UNKNOWN_SIZE = -1;

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
    if (options.dryRun()) {
      return new DryRun(options, new LoadTally(), out, err).run();
    }
    if (options.from().wanted()) {
      return fromTopic();
    }
    int clusters = options.mirror().wanted() ? 2 : 1;
    try (Sources sources = Sources.open(options, clusters, err)) {
      List<Input> inputs = sources.inputs(0);
      options.rejects().refuseAmong(inputs);
      try (KafkaOpening kafka = KafkaOpening.start(options.kafka())) {
        RegistryClient registry = options.registry().connect(options.kafka());
        LoadPlan plan = LoadPlan.of(options, () -> registry, err::println);
        try (RejectFile rejectFile = options.rejects().open();
            Cluster cluster = Cluster.of(options, registry, kafka::get);
            LoadInstruments instruments = instruments(inputs)) {
          LoadEvents events = instruments.first();
          try (ClusterLoad load =
              ClusterLoad.open(plan, cluster, inputs, rejectFile, events, err)) {
            return run(sources, plan, load, instruments);
          }
        }
      }
    }
  }

  private ExitCode fromTopic() throws InterruptedException {
    try (KafkaOpening kafka = KafkaOpening.start(options.kafka())) {
      RegistryClient registry = options.registry().connect(options.kafka());
      LoadPlan plan = LoadPlan.of(options, () -> registry, err::println);
      try (RejectFile rejectFile = options.rejects().open();
          Cluster cluster = Cluster.of(options, registry, kafka::get);
          LoadInstruments instruments = instruments(UNKNOWN_SIZE, true);
          ClusterLoad load =
              ClusterLoad.open(
                  plan,
                  cluster,
                  (into, notices) -> TopicIntake.open(plan, into, notices),
                  rejectFile,
                  instruments.first(),
                  err)) {
        StopSignal stop = new StopSignal();
        try (Interruption interruption = Interruption.listen(stop::request)) {
          LoadResult result = run(load, stop, UNKNOWN_SIZE);
          report(result.summary(), null);
          ExitCode code = result.exitCode();
          return interruption.requested() ? ExitCode.INTERRUPTED : code;
        }
      }
    }
  }

  private ExitCode run(
      Sources sources, LoadPlan plan, ClusterLoad load, LoadInstruments instruments)
      throws InterruptedException {
    StopSignal stop = new StopSignal();
    try (Interruption interruption = Interruption.listen(stop::request);
        Mirror mirror = startMirror(plan, load, sources, stop, instruments)) {
      sources.start();
      LoadResult result = run(load, stop, Inputs.totalSize(sources.inputs(0)));
      MirrorOutcome mirrored = mirror == null ? null : mirror.finish();
      report(result.summary(), mirrored);
      ExitCode code = result.exitCode();
      return interruption.requested() ? ExitCode.INTERRUPTED : withMirror(code, mirrored);
    }
  }

  private LoadInstruments instruments(List<Input> inputs) {
    boolean mayPause =
        options.pace().pace().isPresent() || inputs.stream().anyMatch(LoadSession::mayPause);
    return instruments(Inputs.totalSize(inputs), mayPause);
  }

  private LoadInstruments instruments(long bytes, boolean mayPause) {
    return options
        .metrics()
        .address()
        .map(
            at ->
                ServedLoadInstruments.start(
                    at, options.topic().topic(), bytes, mayPause, err::println))
        .orElse(LoadInstruments.NONE);
  }

  /** Stdin, of which a spool has the beginning and its name. */
  private static boolean mayPause(Input input) {
    return !input.repeatable() || input.identity().isPresent();
  }

  private Mirror startMirror(
      LoadPlan plan,
      ClusterLoad first,
      Sources sources,
      StopSignal stop,
      LoadInstruments instruments) {
    if (!options.mirror().wanted()) {
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
    return Mirror.start(plan, first.clusterId(), inputs, stop, instruments.mirror(), err);
  }

  private LoadResult run(ClusterLoad load, StopSignal stop, long totalBytes) {
    Progress progress = Progress.ofBytes("loading", totalBytes, err);
    try (LoadReporter reporter = new ConsoleReporter(progress, options.outage())) {
      return load.run(stop, reporter);
    }
  }

  private static ExitCode withMirror(ExitCode code, MirrorOutcome mirrored) {
    boolean behind = mirrored != null && !mirrored.complete();
    return code == ExitCode.OK && behind ? ExitCode.REJECTED : code;
  }

  private void report(LoadSummary summary, MirrorOutcome mirrored) {
    String more = mirrored == null ? "" : System.lineSeparator() + mirrored.toText();
    options.output().print(out, () -> summary.toText() + more, () -> summary.toJson(mirrored));
    if (summary.lossy()) {
      err.println("dropped " + summary.delivery().outages().dropped());
    }
    if (mirrored != null && !mirrored.complete()) {
      err.println(
          "the mirror %s is not complete: %s"
              .formatted(mirrored.bootstrapServers(), mirrored.problem()));
    }
  }
}
