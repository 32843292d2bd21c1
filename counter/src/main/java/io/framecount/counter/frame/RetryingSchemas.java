package io.framecount.counter.frame;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.RegistryException;
import io.framecount.common.registry.Subjects;
import io.framecount.counter.frame.field.BadRecord;
import io.framecount.counter.frame.field.BadRecord.Kind;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/** Fetches schemas from the registry, and waits while it is down. */
final class RetryingSchemas implements TopicSchemas {
  private final RegistryClient registry;
  private final String topic;
  private final RegistryRetry retry;

  RetryingSchemas(RegistryClient registry, String topic, RegistryRetry retry) {
    this.registry = registry;
    this.topic = topic;
    this.retry = retry;
  }

  @Override
  public Schema byId(int id) {
    return await(() -> registry.byId(id, Subjects.ofValues(topic)), "schema id " + id);
  }

  @Override
  public Schema byGuid(UUID guid) {
    return await(() -> registry.byGuid(guid), "schema with GUID " + guid);
  }

  @Override
  public List<Schema> versions(OptionalInt id, Schema schema) {
    return await(
        () -> SubjectVersions.of(registry, topic, id, schema), "versions of the schema's subject");
  }

  private <T> T await(Supplier<T> question, String what) {
    return retry.await(() -> ask(question, what), RetryingSchemas::passes);
  }

  /** Returns whether waiting can help: refused credentials stay refused. */
  private static boolean passes(RuntimeException problem) {
    return problem instanceof CommandFailure
        && !(problem instanceof RegistryException refusal && refusal.accessRefused());
  }

  /** Why records of a schema that is neither Avro nor JSON are not read. */
  static String refusal(RegistryClient.NoAvro schema, String what) {
    return "its %s is of type %s; the counter reads Avro and JSON".formatted(what, schema.type());
  }

  /** Fails as undecodable where the registry has spoken. */
  private static <T> T ask(Supplier<T> question, String what) {
    try {
      return question.get();
    } catch (RegistryClient.NoAvro e) {
      throw e.isJson() ? new BadRecord(Kind.JSON, e.getMessage()) : new BadRecord(refusal(e, what));
    } catch (RegistryException e) {
      if (e.notFound()) {
        throw new BadRecord("unknown " + what);
      }
      throw e;
    } catch (CommandFailure e) {
      if (e.code() == ExitCode.SCHEMA) {
        throw new BadRecord(e.getMessage());
      }
      throw e;
    }
  }
}
