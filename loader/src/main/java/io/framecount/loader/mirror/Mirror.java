package io.framecount.loader.mirror;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.input.Input;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.loader.load.ClusterLoad;
import io.framecount.loader.load.StopSignal;
import io.framecount.loader.metrics.LoadEvents;
import io.framecount.loader.outcome.LoadResult;
import io.framecount.loader.outcome.LoadSummary;
import io.framecount.loader.outcome.MirrorOutcome;
import io.framecount.loader.plan.Cluster;
import io.framecount.loader.plan.LoadPlan;
import io.framecount.loader.produce.KafkaAway;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The load into a second cluster, on a thread of its own, with its own reader, connection and
 * progress: whatever happens to it, the first cluster's load neither stops nor slows down. It waits
 * for its cluster as long as the first load runs.
 */
public final class Mirror implements AutoCloseable {
  private static final long RETRY_MILLIS = 1_000;
  private static final long TICK_MILLIS = 100;
  private static final long END_MILLIS = 10_000;

  private final LoadPlan plan;
  private final Cluster cluster;
  private final String firstCluster;
  private final List<Input> inputs;
  private final MirrorReporter voice;
  private final LoadEvents events;
  private final PrintWriter err;
  private final Duration patience;
  private final StopSignal stop = new StopSignal();
  private final Thread thread = new Thread(this::run, "framecount-mirror");
  private volatile boolean opened;
  private volatile LoadResult result;
  private volatile String failure;

  private Mirror(
      LoadPlan plan,
      Cluster cluster,
      String firstCluster,
      List<Input> inputs,
      Duration patience,
      LoadEvents events,
      PrintWriter err) {
    this.plan = plan;
    this.cluster = cluster;
    this.firstCluster = firstCluster;
    this.inputs = inputs;
    this.patience = patience;
    this.events = events;
    voice = new MirrorReporter(err, events);
    this.err = err;
    thread.setDaemon(true);
  }

  /**
   * Starts to load, as soon as the cluster is there.
   *
   * @param firstCluster id of the cluster that must not be loaded once more
   */
  public static Mirror start(
      LoadPlan plan,
      String firstCluster,
      List<Input> inputs,
      StopSignal stopOfAll,
      LoadEvents events,
      PrintWriter err) {
    Cluster cluster = Cluster.mirror(plan.options());
    Duration patience = plan.options().outage().timeout();
    Mirror mirror = new Mirror(plan, cluster, firstCluster, inputs, patience, events, err);
    stopOfAll.onRequest(mirror.stop::request);
    mirror.thread.start();
    return mirror;
  }

  /**
   * Waits until the mirror is complete, or gives it up if it is away for too long; call it when the
   * first cluster is complete.
   */
  public MirrorOutcome finish() throws InterruptedException {
    while (thread.isAlive()) {
      if (stop.requested() || voice.awayLongerThan(patience)) {
        stop.request();
        thread.join(END_MILLIS);
        break;
      }
      thread.join(TICK_MILLIS);
    }
    return outcome();
  }

  /** Ends it, committing what it can. */
  @Override
  public void close() {
    stop.request();
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    cluster.close();
  }

  private MirrorOutcome outcome() {
    LoadSummary summary = result == null ? null : result.summary();
    String problem = problem();
    return new MirrorOutcome(cluster.kafka().bootstrapServers(), problem == null, problem, summary);
  }

  private String problem() {
    if (failure != null) {
      return failure;
    }
    if (result == null || result.summary().interrupted()) {
      return voice.away()
          ? "it is away; %s once it is back".formatted(whatCompletesIt())
          : "it was stopped; " + whatCompletesIt();
    }
    try {
      ExitCode unused = result.exitCode();
      return null;
    } catch (CommandFailure e) {
      return e.getMessage();
    }
  }

  private String whatCompletesIt() {
    // Until it was opened, this cluster does not know that its load begins again.
    return plan.options().fromStart() && !opened
        ? "load it by itself with --from-start"
        : plan.options().sameCommand() + " completes it";
  }

  private void run() {
    try {
      while (!stop.requested() && !attempt()) {
        TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure = e.getMessage();
      voice.say("stopped: " + failure);
    }
  }

  /** Returns whether there is nothing more to do. */
  private boolean attempt() throws InterruptedException {
    try (ClusterLoad load = open()) {
      opened = true;
      voice.reached();
      result = load.run(stop, voice);
      return true;
    } catch (MirrorAway e) {
      voice.unreached(e.getMessage());
      return false;
    }
  }

  private ClusterLoad open() throws MirrorAway, InterruptedException {
    requireOther(reach());
    try {
      return ClusterLoad.open(plan, cluster, inputs, null, events, err);
    } catch (RuntimeException e) {
      if (KafkaAway.passes(e) || isUnreached(e)) {
        throw new MirrorAway(e);
      }
      throw e;
    }
  }

  /** The id of the cluster; whatever keeps it from telling may pass. */
  private String reach() throws MirrorAway {
    try (KafkaConnection reached = KafkaConnection.open(cluster.kafka())) {
      return reached.clusterId();
    } catch (CommandFailure e) {
      throw new MirrorAway(e);
    }
  }

  private void requireOther(String id) {
    if (id.equals(firstCluster)) {
      throw new CommandFailure(
          "%s is the cluster that is loaded already; name another with --mirror-bootstrap-server"
              .formatted(cluster.kafka().bootstrapServers()));
    }
  }

  private static boolean isUnreached(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof IOException) {
        return true;
      }
    }
    return false;
  }

  /** The cluster, or its registry, can't be reached now. */
  private static final class MirrorAway extends Exception {
    private static final long serialVersionUID = 1L;

    MirrorAway(Throwable cause) {
      super(cause.getMessage(), cause);
    }
  }
}
