package io.framecount.counter.frame;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.RegistryException;
import java.util.List;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/** Asks the registry for schemas, and waits for it while it is down. */
final class PatientSchemas implements TopicSchemas {
  private final RegistryClient registry;
  private final String subject;
  private final Patience patience;

  /**
   * @param subject whose versions are the schemas of the topic's records
   */
  PatientSchemas(RegistryClient registry, String subject, Patience patience) {
    this.registry = registry;
    this.subject = subject;
    this.patience = patience;
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
    return patience.await(() -> ask(question, what), CommandFailure.class::isInstance);
  }

  /** Fails as undecodable where the registry has spoken. */
  private static <T> T ask(Supplier<T> question, String what) {
    try {
      return question.get();
    } catch (RegistryException e) {
      if (e.notFound()) {
        throw new Undecodable("unknown " + what);
      }
      throw e;
    } catch (CommandFailure e) {
      if (e.code() == ExitCode.SCHEMA) {
        throw new Undecodable(e.getMessage());
      }
      throw e;
    }
  }
}
