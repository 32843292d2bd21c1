package io.framecount.counter.frame;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.RegistryException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/**
 * Asks the registry for schemas, and waits for it while it is down: a registry's bad hour must not
 * send a topic's frames to the dead letters.
 */
public final class PatientSchemas implements TopicSchemas {
  private static final long PAUSE_MILLIS = 500;

  private final RegistryClient registry;
  private final String subject;
  private final Duration patience;
  private final BooleanSupplier stopping;
  private final Consumer<String> say;

  /**
   * @param subject whose versions are the schemas of the topic's records
   * @param patience how long to wait; below the time after which Kafka gives a silent consumer's
   *     partitions away
   * @param stopping whether to give up at once
   * @param say takes a line for the user
   */
  public PatientSchemas(
      RegistryClient registry,
      String subject,
      Duration patience,
      BooleanSupplier stopping,
      Consumer<String> say) {
    this.registry = registry;
    this.subject = subject;
    this.patience = patience;
    this.stopping = stopping;
    this.say = say;
  }

  @Override
  public Schema byId(int id) {
    return await(() -> registry.byId(id), "schema id " + id);
  }

  @Override
  public List<Schema> versions() {
    return await(() -> SubjectVersions.of(registry, subject), "subject " + subject);
  }

  private <T> T await(Supplier<T> question, String what) {
    long deadline = System.nanoTime() + patience.toNanos();
    boolean told = false;
    while (true) {
      RuntimeException problem;
      try {
        return question.get();
      } catch (RegistryException e) {
        if (e.notFound()) {
          throw new Undecodable("unknown " + what);
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
