package io.framecount.counter.check;

import io.framecount.Partial;
import io.framecount.WindowCount;
import io.framecount.common.avro.WireFormat;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.registry.RegisteredSchema;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.RegistryException;
import io.framecount.common.registry.Subjects;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.progress.CommittedSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/**
 * Distinguishes the topics of a count from other topics. A count must never write to a topic that
 * holds frames or belongs to another count, nor advise users to delete it.
 */
public final class OwnTopics {
  private final KafkaConnection kafka;
  private final RegistryClient registry;
  private final CountNames names;
  private final TopicContents contents;

  public OwnTopics(KafkaConnection kafka, RegistryClient registry, CountNames names) {
    this.kafka = kafka;
    this.registry = registry;
    this.names = names;
    contents = new TopicContents(kafka);
  }

  /**
   * Fails if the output belongs to another count, or if one of the count's topics holds other
   * records than a count writes. Changes nothing.
   */
  public void require() {
    Set<String> sources = CommittedSettings.sources(kafka, names.combinerGroup());
    requireNoOther(names, sources);
    // Kafka may have forgotten the source, or nothing was counted yet: then the records tell.
    if (sources.isEmpty()) {
      require(names.output(), "counts", WindowCount.getClassSchema());
      require(names.partials(), "partial counts", Partial.getClassSchema());
      require(names.late(), "partial counts", Partial.getClassSchema());
    }
  }

  /** Fails if another topic is counted into the output, as its combiners' offsets tell. */
  public static void requireNoOther(KafkaConnection kafka, CountNames names) {
    requireNoOther(names, CommittedSettings.sources(kafka, names.combinerGroup()));
  }

  private static void requireNoOther(CountNames names, Set<String> sources) {
    if (!sources.isEmpty() && !sources.contains(names.source())) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "topic '%s' holds the counts of topic '%s' (group %s), not of '%s'; name another --output"
              .formatted(
                  names.output(),
                  String.join("', '", sources),
                  names.combinerGroup(),
                  names.source()));
    }
  }

  /**
   * Returns warnings about topics made by others from which Kafka deletes records that a count
   * needs.
   */
  public List<String> losses() {
    // A process that only combines need not see the output: there is nothing to warn it of.
    Map<String, String> policies =
        kafka.topics().cleanupPolicies(List.of(names.output(), names.late(), names.partials()));
    List<String> losses = new ArrayList<>();
    Stream.of(names.output(), names.late())
        .filter(
            topic -> policies.getOrDefault(topic, "").contains(TopicConfig.CLEANUP_POLICY_DELETE))
        .map(
            topic ->
                "topic '%s' is not only compacted (cleanup.policy), so Kafka deletes results when they are old; set cleanup.policy=compact"
                    .formatted(topic))
        .forEach(losses::add);
    if (policies.getOrDefault(names.partials(), "").contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
      losses.add(
          "topic '%s' is compacted (cleanup.policy), so Kafka may delete partial counts before they are merged; set cleanup.policy=delete"
              .formatted(names.partials()));
    }
    return losses;
  }

  private void require(String topic, String content, Schema wanted) {
    if (contents.exists(topic)) {
      inSubject(topic)
          .filter(schema -> !isNamed(schema, wanted))
          .map(Schema::getFullName)
          .or(() -> inRecord(topic, wanted))
          .ifPresent(
              found -> {
                throw new CommandFailure(
                    ExitCode.USAGE,
                    "topic '%s' holds %s, not %s, so nothing can be counted into it; name another --output"
                        .formatted(topic, found, content));
              });
    }
  }

  private Optional<Schema> inSubject(String topic) {
    return registry.latest(Subjects.ofValues(topic)).map(RegisteredSchema::schema);
  }

  /** Returns what the first record of the topic is, if it is not what a count writes there. */
  private Optional<String> inRecord(String topic, Schema wanted) {
    try {
      return contents.first(topic).flatMap(record -> strange(record.value(), wanted));
    } catch (TopicAuthorizationException e) {
      // Who may only write there finds out what the subject tells.
      return Optional.empty();
    }
  }

  private Optional<String> strange(byte[] value, Schema wanted) {
    if (value == null) {
      // A deleted row.
      return Optional.empty();
    }
    if (!WireFormat.isFramed(value)) {
      return Optional.of("records that are not Avro with a schema id");
    }
    try {
      Schema schema = registry.byId(WireFormat.schemaId(value));
      return isNamed(schema, wanted) ? Optional.empty() : Optional.of(schema.getFullName());
    } catch (RegistryException e) {
      if (!e.notFound()) {
        throw e;
      }
      return Optional.of("records of a schema that the registry at " + registry.url() + " lacks");
    }
  }

  private static boolean isNamed(Schema schema, Schema wanted) {
    return schema.getFullName().equals(wanted.getFullName());
  }
}
