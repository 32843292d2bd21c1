package io.framecount.counter.combine;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.failure.Causes;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.counter.frame.FrameReader;
import io.framecount.counter.frame.RegistryAway;
import io.framecount.counter.progress.GroupProgress;
import io.framecount.counter.progress.Tally;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * Counts frames into partials, exactly once, together with all combiners of the same group. After a
 * failure it rejoins the group and continues from the last commit. Used by one thread.
 */
public final class Combiner {
  private static final Duration GOAL_PATIENCE = Duration.ofMinutes(1);
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;
  private static final long GROUP_CHECK_NANOS = 200_000_000;

  private final KafkaConnection kafka;
  private final CombinerPlan plan;
  private final Supplier<FrameReader> readers;
  private final Watch watch;
  private final CombinerEvents events;
  private final String transactionalId;
  private final KnownPartitions known;
  private final Set<String> said = new HashSet<>();
  private final OtherTypes others;
  private boolean clientsMade;
  private Tally committed = Tally.NONE;
  private long goodUntil;
  private long pauseMillis = FIRST_PAUSE_MILLIS;
  private long nextGroupCheck;

  /** Control and display of a combiner; called from its thread. */
  public interface Watch {

    /** Returns whether to stop after a last commit. */
    boolean stopping();

    /**
     * Takes the progress.
     *
     * @param tally frames of this run, committed or not
     * @param lag frames between the position and the end of the topic
     */
    void at(Tally tally, long lag);

    /** Shows a line to the user. */
    void say(String line);
  }

  /**
   * @param readers makes a reader for each session
   * @param watch takes the progress and decides when to stop
   * @param events for metrics
   */
  public Combiner(
      KafkaConnection kafka,
      CombinerPlan plan,
      Supplier<FrameReader> readers,
      Watch watch,
      CombinerEvents events) {
    this.kafka = kafka;
    this.plan = plan;
    this.readers = readers;
    this.watch = watch;
    this.events = events;
    transactionalId = plan.names().combinerGroup() + "-" + UUID.randomUUID();
    known = new KnownPartitions(plan);
    others = new OtherTypes(plan.passesOver(), plan.names().source(), watch::say);
  }

  /**
   * Counts until the whole group reaches the goal, or the watch says to stop.
   *
   * @return the tally that this combiner committed
   */
  public Tally run(Goal goal) {
    goodUntil = System.nanoTime();
    while (!watch.stopping()) {
      try (CombinerSession session =
          new CombinerSession(
              kafka, plan, readers.get(), others, transactionalId, known, events, this::sayOnce)) {
        if (drive(session, goal)) {
          break;
        }
      } catch (KafkaException | RegistryAway e) {
        recover(e, goal);
      }
    }
    return committed;
  }

  /** Runs one session to its end and returns whether the goal was reached. */
  private boolean drive(CombinerSession session, Goal goal) {
    Tally before = committed;
    clientsMade = true;
    try {
      session.begin();
      while (!watch.stopping()) {
        session.round();
        committed(before.plus(session.committed()));
        tell(before.plus(session.tally()), session);
        if (!goal.endless() && reached(session, goal)) {
          session.finish();
          return true;
        }
      }
      session.finish();
      return false;
    } finally {
      committed = before.plus(session.committed());
    }
  }

  private void tell(Tally now, CombinerSession session) {
    long lag = session.lag();
    watch.at(now, lag);
    events.round(now, committed, lag, session.windows());
  }

  /** Returns whether the whole group has reached the goal. */
  private boolean reached(CombinerSession session, Goal goal) {
    Map<TopicPartition, Long> targets = goal.targets(watch::say);
    if (!session.reached(targets) || System.nanoTime() - nextGroupCheck < 0) {
      return false;
    }
    session.commit();
    nextGroupCheck = System.nanoTime() + GROUP_CHECK_NANOS;
    return goal.reached(
        GroupProgress.of(kafka, plan.names().combinerGroup(), plan.names().source()), targets);
  }

  /** Prints a line about the topic once, although each session finds it again. */
  private void sayOnce(String line) {
    if (said.add(line)) {
      watch.say(line);
    }
  }

  private void committed(Tally now) {
    if (!now.equals(committed)) {
      committed = now;
      goodUntil = System.nanoTime();
      pauseMillis = FIRST_PAUSE_MILLIS;
    }
  }

  private void recover(RuntimeException problem, Goal goal) {
    if (isHopeless(problem, clientsMade)) {
      throw problem;
    }
    if (watch.stopping()) {
      return;
    }
    if (!goal.endless() && System.nanoTime() - goodUntil > GOAL_PATIENCE.toNanos()) {
      throw new CommandFailure(
          "gave up after a minute without progress: %s; what is committed stays, run again to go on"
              .formatted(reason(problem)),
          problem);
    }
    watch.say("going back to the last commit: " + reason(problem));
    pause();
  }

  /**
   * Returns whether a failure would only repeat itself.
   *
   * @param clientsMade whether clients were made with these settings before. If so, an error in the
   *     settings means that the broker's name does not resolve, which may pass when the broker
   *     comes back
   */
  static boolean isHopeless(RuntimeException problem, boolean clientsMade) {
    return Causes.of(problem).stream()
        .anyMatch(
            cause ->
                cause instanceof AuthenticationException
                    || cause instanceof AuthorizationException
                    || (cause instanceof ConfigException && !clientsMade)
                    || cause instanceof RecordTooLargeException
                    || cause instanceof UnsupportedVersionException
                    || cause instanceof InterruptedException
                    || (cause instanceof CommandFailure && !(problem instanceof RegistryAway)));
  }

  private void pause() {
    try {
      Thread.sleep(pauseMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new org.apache.kafka.common.errors.InterruptException(e);
    }
    pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
  }

  private static String reason(Throwable problem) {
    Throwable cause = problem;
    while (cause.getCause() instanceof KafkaException) {
      cause = cause.getCause();
    }
    return cause.getMessage();
  }
}
