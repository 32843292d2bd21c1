package io.framecount.loader.check;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.letters.LetterTopic;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.RegistryFacts;
import io.framecount.loader.check.Observation.CheckStatus;
import io.framecount.loader.command.option.LoadOptions;
import io.framecount.loader.plan.LoadPlan;
import io.framecount.loader.topic.TopicFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks everything a load needs and changes nothing. Used once, by one thread. */
public final class Checkup {
  private final LoadPlan plan;
  private final LoadOptions options;
  private final RegistryClient registry;
  private final ClockCheck clock = new ClockCheck(Clock.systemUTC());
  private final List<Observation> seen = new ArrayList<>();

  public Checkup(LoadPlan plan, RegistryClient registry) {
    this.plan = plan;
    this.registry = registry;
    options = plan.options();
  }

  /** Runs one check after the other; a server that can't be reached is not asked again. */
  public CheckReport run() {
    options.kafka().doubts().forEach(doubt -> seen.add(setting(doubt)));
    ClusterCheck cluster = new ClusterCheck(options.kafka());
    seen.addAll(cluster.addresses());
    boolean reachable = seen.stream().anyMatch(address -> address.verdict() == CheckStatus.OK);
    Optional<KafkaConnection> kafka = reachable ? cluster.connect(seen) : Optional.empty();
    if (kafka.isEmpty()) {
      seen.add(Observation.unknown("topic " + plan.topic(), "Kafka can't be asked"));
    }
    try (KafkaConnection connection = kafka.orElse(null)) {
      Optional<TopicFacts> topic = connection == null ? Optional.empty() : inside(connection);
      Optional<RegistryFacts> registry = registryCheck().look(seen);
      seen.add(
          clock
              .byRegistry(registry.flatMap(RegistryFacts::time))
              .or(() -> topic.map(facts -> clock.byBroker(connection, facts)))
              .orElseGet(ClockCheck::cannotTell));
    }
    Path spoolHome = options.outage().spool().directory();
    if (spoolHome != null) {
      seen.add(spool(spoolHome, options.outage().spool().maxBytes()));
    }
    return new CheckReport(seen);
  }

  private RegistryCheck registryCheck() {
    return new RegistryCheck(
        registry,
        plan.topic(),
        plan.chosen(),
        options.serde().knowsSchemas(),
        options.schema().register());
  }

  private static Observation setting(KafkaOptions.Doubt doubt) {
    String what = "setting " + doubt.name();
    return doubt
        .meant()
        .map(
            meant ->
                Observation.failed(what, "no client knows it, so it does nothing", "use " + meant))
        .orElseGet(
            () ->
                Observation.warning(
                    what,
                    "no client of Kafka or the registry knows it",
                    "leave it out, unless it is for a serde or a plug-in"));
  }

  private Optional<TopicFacts> inside(KafkaConnection kafka) {
    TopicCheck topics = new TopicCheck(kafka);
    Optional<TopicFacts> facts = topics.look(plan.topic(), plan.demands(), seen);
    facts.ifPresent(topic -> topics.lookForOthers(topic.name(), seen));
    facts.ifPresent(topic -> seen.add(TopicCheck.retention(topic, options.time().onRecords())));
    plan.letterDemands()
        .ifPresent(demands -> topics.look(LetterTopic.of(plan.topic()), demands, seen));
    if (options.from().wanted()) {
      seen.add(SourceCheck.look(options, kafka, plan.topic()));
    }
    new RightsCheck(kafka, plan.topic()).look(options.producer().guarantee(), seen);
    return facts;
  }

  /**
   * Checks whether there is room for a spool, and creates nothing.
   *
   * @param most largest size of the spool, in bytes
   */
  static Observation spool(Path directory, long most) {
    String what = "spool " + directory;
    Path existing = directory.toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      return Observation.failed(
          what,
          "%s is not a directory that this user may write to".formatted(existing),
          "give another --spool-dir");
    }
    try {
      long free = Files.getFileStore(existing).getUsableSpace();
      String found = "%,d MB are free there".formatted(free / 1_000_000);
      return free >= most
          ? Observation.ok(what, found)
          : Observation.warning(
              what,
              "%s, and the spool may grow to %,d MB".formatted(found, most / 1_000_000),
              "lower --spool-max-bytes, or give a --spool-dir on another disk");
    } catch (IOException e) {
      return Observation.failed(what, new UncheckedIOException(e));
    }
  }
}
