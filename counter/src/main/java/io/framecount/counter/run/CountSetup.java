package io.framecount.counter.run;

import io.framecount.Partial;
import io.framecount.WindowCount;
import io.framecount.common.avro.AvroSerdes;
import io.framecount.common.avro.WireSerdes;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.kafka.Coordinators;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.registry.RegisteredSchema;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.Subjects;
import io.framecount.common.registry.WrittenSchema;
import io.framecount.counter.check.OwnTopics;
import io.framecount.counter.check.ProgressCheck;
import io.framecount.counter.combine.CombinerPlan;
import io.framecount.counter.frame.FrameFormat;
import io.framecount.counter.frame.SourceCheck;
import io.framecount.counter.late.LateFrames;
import io.framecount.counter.merge.GroupLimit;
import io.framecount.counter.merge.MergerPlan;
import io.framecount.counter.merge.RecordSize;
import io.framecount.counter.merge.Retention;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.progress.CommittedSettings;
import io.framecount.counter.progress.CountSettings;
import io.framecount.counter.unique.UniqueMethod;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;

/** Checks that a topic can be counted, then makes what the counter needs: subjects and topics. */
public final class CountSetup {
  /** Longest time of a transaction of the combiners and of Kafka Streams. */
  private static final int TRANSACTION_MILLIS = 10_000;

  private static final int MOST_PARTITIONS = 16;
  private static final String WEEK_MILLIS = Long.toString(7L * 24 * 60 * 60 * 1_000);

  private final KafkaConnection kafka;
  private final RegistryClient registry;
  private final FrameFormat frames;
  private final Subjects subjects;
  private final CountNames names;
  private final RunReport report;
  private final AvroSerdes serdes;

  public CountSetup(
      KafkaConnection kafka,
      RegistryClient registry,
      FrameFormat frames,
      CountNames names,
      RunReport report) {
    this.kafka = kafka;
    this.registry = registry;
    this.frames = frames;
    this.names = names;
    this.report = report;
    subjects = new Subjects(registry);
    serdes = new WireSerdes(registry::byId);
  }

  /**
   * Fails if the topic is missing or can't be counted by these fields, if the output belongs to
   * another count, if the topic is counted with other settings, or if its progress is lost. Changes
   * nothing.
   *
   * @param passesOver whether records of other types are passed over, and not set aside
   * @return the settings to count with; settings without an option stay as the count was begun
   */
  public CountSettings check(CountSettings asked, boolean passesOver, Role role) {
    requireBeginning();
    kafka.topics().require(names.source());
    Coordinators.of(kafka).require(true, TRANSACTION_MILLIS);
    OwnTopics own = new OwnTopics(kafka, registry, names);
    own.require();
    own.losses().forEach(report::say);
    warnOfCompaction();
    CountSettings settings =
        CommittedSettings.require(kafka, names.combinerGroup(), names.output(), asked);
    ProgressCheck progress = new ProgressCheck(kafka, names, serdes, report::say);
    if (role.merges()) {
      progress.requireMergers();
    }
    if (role.combines()) {
      progress.requireCombiners();
    }
    SourceCheck source = new SourceCheck(kafka, frames, settings.fields(), passesOver, report::say);
    source.require(names.source());
    ZoneId zone = asked.fields().unsaid().localZone();
    if (!settings.equals(asked) && source.hasLocalTimes(names.source())) {
      report.say(
          "topic '%s' was begun by an earlier version of the counter, which took local-timestamp-* as UTC, and goes on so; to have it in %s, count into another --output"
              .formatted(names.output(), zone));
    }
    return settings;
  }

  private void warnOfCompaction() {
    if (kafka.topics().isCompacted(names.source())) {
      report.say(
          "topic '%s' is compacted (cleanup.policy), so of all frames with the same key Kafka deletes all but the newest, and nobody can tell how many it has deleted uncounted; use a topic with cleanup.policy=delete"
              .formatted(names.source()));
    }
  }

  /** Kafka's consumers may begin anywhere; a count that did would not say what it left out. */
  private void requireBeginning() {
    Object asked =
        kafka.clientConfig(Map.of()).getOrDefault(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    if (!Set.of("earliest", "none").contains(asked.toString().toLowerCase(Locale.ROOT))) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "auto.offset.reset=%s would leave frames out of the count, which begins with the oldest frame of its topic; leave that setting away"
              .formatted(asked));
    }
  }

  /** Returns whether the topic is empty and no frame of it was ever counted. */
  public boolean nothingToCount() {
    return kafka.offsets().first(names.source()).equals(kafka.offsets().end(names.source()))
        && kafka.topics().find(names.output()).isEmpty();
  }

  /**
   * Makes what is missing; fails before the first change if something can't be made.
   *
   * @param passesOver whether records of other types are passed over, and not set aside
   */
  public CountPlan make(
      CountSettings settings,
      boolean passesOver,
      Retention retention,
      boolean emitSketch,
      boolean register) {
    Subjects.Registration allowed =
        register ? Subjects.Registration.ALLOWED : Subjects.Registration.NEW_SUBJECT;
    String ofPartials = Subjects.ofValues(names.partials());
    String ofOutput = Subjects.ofValues(names.output());
    String ofLate = Subjects.ofValues(names.late());
    WrittenSchema partial = WrittenSchema.ofContract(Partial.getClassSchema());
    WrittenSchema row = WrittenSchema.ofContract(WindowCount.getClassSchema());
    var knownPartials = subjects.find(ofPartials, partial, allowed);
    var knownOutput = subjects.find(ofOutput, row, allowed);
    var knownLate = subjects.find(ofLate, partial, allowed);
    int partials = id(knownPartials, ofPartials, partial);
    int output = id(knownOutput, ofOutput, row);
    int late = id(knownLate, ofLate, partial);
    createTopics(settings.method());
    // Asked for once now, so that merging does not need the registry later.
    Stream.of(partials, output, late).forEach(registry::byId);
    return new CountPlan(
        names,
        combiner(settings, passesOver, partials),
        merger(settings, retention, emitSketch, output, late),
        frames);
  }

  private Optional<GroupLimit> groupLimit(CountSettings settings) {
    return settings.grouped()
        ? Optional.of(
            new GroupLimit(
                settings.maxGroups(), window -> report.manyGroups(window, settings.maxGroups())))
        : Optional.empty();
  }

  private int id(Optional<RegisteredSchema> known, String subject, WrittenSchema schema) {
    if (known.isPresent()) {
      return known.get().id();
    }
    RegisteredSchema registered = subjects.register(subject, schema);
    report.say("registered " + registered);
    return registered.id();
  }

  private void createTopics(UniqueMethod method) {
    int partitions =
        Math.min(MOST_PARTITIONS, kafka.topics().require(names.source()).partitions().size());
    Map<String, String> compacted =
        Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    // Needed until they are merged, which is a moment, or as long as all mergers are down.
    Map<String, String> passing = Map.of(TopicConfig.RETENTION_MS_CONFIG, WEEK_MILLIS);
    List<NewTopic> missing =
        Stream.of(
                topic(names.output(), partitions, compacted, method),
                topic(names.late(), partitions, compacted, method),
                topic(names.partials(), partitions, passing, method))
            .filter(topic -> kafka.topics().find(topic.name()).isEmpty())
            .toList();
    for (String created : kafka.topics().create(missing)) {
      report.say("created topic %s (%d partitions)".formatted(created, partitions));
    }
  }

  private static NewTopic topic(
      String name, int partitions, Map<String, String> special, UniqueMethod method) {
    Map<String, String> config = new HashMap<>(special);
    config.putAll(RecordSize.topicConfig(method));
    return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
  }

  private CombinerPlan combiner(CountSettings settings, boolean passesOver, int partialId) {
    return new CombinerPlan(
        names, settings, passesOver, serdes.serializer(partialId, Partial.getClassSchema()));
  }

  private MergerPlan merger(
      CountSettings settings, Retention retention, boolean emitSketch, int outputId, int lateId) {
    return new MergerPlan(
        names,
        new LateFrames(names.late(), names.recount(), System::nanoTime, report::say),
        serdes.serializer(lateId, Partial.getClassSchema()),
        settings.method(),
        emitSketch,
        groupLimit(settings),
        retention,
        serdes.deserializer(Partial.getClassSchema()),
        Serdes.serdeFrom(
            serdes.<WindowCount>serializer(outputId, WindowCount.getClassSchema()),
            serdes.<WindowCount>deserializer(WindowCount.getClassSchema())));
  }
}
