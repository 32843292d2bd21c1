package io.framecount.counter.frame;

import io.framecount.common.avro.WriterSchemas;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.RegistryException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.avro.Schema;

/**
 * Asks the registry for schemas, and waits for it while it is down: a registry's bad hour must not
 * send a topic's frames to the dead letters.
 */
public final class PatientSchemas implements WriterSchemas {
  private static final long PAUSE_MILLIS = 500;

  private final RegistryClient registry;
  private final Duration patience;
  private final BooleanSupplier stopping;
  private final Consumer<String> say;

  /**
   * @param patience how long to wait; below the time after which Kafka gives a silent consumer's
   *     partitions away
   * @param stopping whether to give up at once
   * @param say takes a line for the user
   */
  public PatientSchemas(
      RegistryClient registry, Duration patience, BooleanSupplier stopping, Consumer<String> say) {
    this.registry = registry;
    this.patience = patience;
    this.stopping = stopping;
    this.say = say;
  }

  @Override
  public Schema byId(int id) {
    long deadline = System.nanoTime() + patience.toNanos();
    boolean told = false;
    while (true) {
      RuntimeException problem;
      try {
        return registry.byId(id);
      } catch (RegistryException e) {
        if (e.notFound()) {
          throw new Undecodable("unknown schema id %d".formatted(id));
        }
        problem = e;
      } catch (CommandFailure e) {
        if (e.code() == ExitCode.SCHEMA) {
          throw new Undecodable(e.getMessage());
        }
        problem = e;
      }
      if (stopping.getAsBoolean() || System.nanoTime() - deadline > 0) {
        throw new RegistryAway(problem.getMessage(), problem);
      }
      if (!told) {
        say.accept("waiting for the schema registry: " + problem.getMessage());
        told = true;
      }
      pause(problem);
    }
  }

  private static void pause(RuntimeException problem) {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryAway("interrupted while waiting for the schema registry", problem);
    }
  }
}
