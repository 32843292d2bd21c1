package io.framecount.loader.check;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.kafka.Listener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks whether Kafka answers and accepts this user. */
final class ClusterCheck {
  private static final String CLUSTER = "cluster";

  private final KafkaOptions options;

  ClusterCheck(KafkaOptions options) {
    this.options = options;
  }

  /** Tries each address. One that answers is enough for a load. */
  List<Observation> addresses() {
    List<String> addresses = options.bootstrapAddresses();
    List<Optional<String>> problems = addresses.stream().map(Listener::problemOf).toList();
    boolean reachable = problems.stream().anyMatch(Optional::isEmpty);
    List<Observation> seen = new ArrayList<>();
    for (int i = 0; i < addresses.size(); i++) {
      seen.add(address("broker " + addresses.get(i), problems.get(i), reachable));
    }
    return seen;
  }

  private static Observation address(String what, Optional<String> problem, boolean reachable) {
    if (problem.isEmpty()) {
      return Observation.ok(what, "takes connections");
    }
    return reachable
        ? Observation.warning(
            what, problem.get(), "loads start from the other addresses; start it, or leave it out")
        : Observation.failed(
            what,
            problem.get(),
            "start it, or name yours with --bootstrap-server or KAFKA_BOOTSTRAP_SERVERS");
  }

  /** Logs in; the caller closes the connection, which is nothing if that failed. */
  Optional<KafkaConnection> connect(List<Observation> seen) {
    try {
      KafkaConnection kafka = KafkaConnection.open(options);
      seen.add(about(kafka));
      return Optional.of(kafka);
    } catch (RuntimeException e) {
      seen.add(Observation.failed(CLUSTER, e));
      return Optional.empty();
    }
  }

  private static Observation about(KafkaConnection kafka) {
    int brokers = kafka.brokers().size();
    return Observation.ok(
        CLUSTER,
        "%s, %s, lets this user in"
            .formatted(kafka.clusterId(), brokers == 1 ? "1 broker" : brokers + " brokers"));
  }
}
