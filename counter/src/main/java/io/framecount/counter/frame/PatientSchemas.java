package io.framecount.counter.frame;

import io.framecount.common.avro.WriterSchemas;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.RegistryException;
import org.apache.avro.Schema;

/** Asks the registry for schemas, and waits for it while it is down. */
final class PatientSchemas implements WriterSchemas {
  private final RegistryClient registry;
  private final Patience patience;

  PatientSchemas(RegistryClient registry, Patience patience) {
    this.registry = registry;
    this.patience = patience;
  }

  @Override
  public Schema byId(int id) {
    return patience.await(() -> ask(id), CommandFailure.class::isInstance);
  }

  /** Fails as undecodable where the registry has spoken. */
  private Schema ask(int id) {
    try {
      return registry.byId(id);
    } catch (RegistryException e) {
      if (e.notFound()) {
        throw new Undecodable("unknown schema id %d".formatted(id));
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
