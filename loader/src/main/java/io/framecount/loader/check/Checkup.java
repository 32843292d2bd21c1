package io.framecount.loader.check;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.letters.LetterTopic;
import io.framecount.common.registry.RegistryFacts;
import io.framecount.loader.load.LoadNeeds;
import io.framecount.loader.topic.TopicFacts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at all that a load needs, and changes nothing. What can't be reached is not asked on. */
final class Checkup {
  private final LoadNeeds needs;
  private final ClockCheck clock = new ClockCheck(Clock.systemUTC());
  private final List<Observation> seen = new ArrayList<>();

  Checkup(LoadNeeds needs) {
    this.needs = needs;
  }

  CheckReport run() {
    needs.kafka().doubts().forEach(doubt -> seen.add(setting(doubt)));
    ClusterCheck cluster = new ClusterCheck(needs.kafka());
    seen.addAll(cluster.addresses());
    boolean reachable = seen.stream().anyMatch(address -> address.verdict() == CheckStatus.OK);
    Optional<KafkaConnection> kafka = reachable ? cluster.connect(seen) : Optional.empty();
    if (kafka.isEmpty()) {
      seen.add(Observation.unknown("topic " + needs.topic(), "Kafka can't be asked"));
    }
    try (KafkaConnection connection = kafka.orElse(null)) {
      Optional<TopicFacts> topic = connection == null ? Optional.empty() : inside(connection);
      Optional<RegistryFacts> registry = new RegistryCheck(needs).look(seen);
      seen.add(
          clock
              .byRegistry(registry.flatMap(RegistryFacts::time))
              .or(() -> topic.map(facts -> clock.byBroker(connection, facts)))
              .orElseGet(ClockCheck::cannotTell));
    }
    needs.spool().ifPresent(directory -> seen.add(SpoolCheck.look(directory, needs.spoolBytes())));
    return new CheckReport(seen);
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
    Optional<TopicFacts> facts = topics.look(needs.topic(), needs.frames(), seen);
    facts.ifPresent(topic -> topics.lookForOthers(topic.name(), seen));
    facts.ifPresent(topic -> seen.add(TopicCheck.retention(topic, needs.eventTimes())));
    needs.letters().ifPresent(demands -> topics.look(LetterTopic.of(needs.topic()), demands, seen));
    new RightsCheck(kafka, needs.topic()).look(needs.guarantee(), seen);
    return facts;
  }
}
