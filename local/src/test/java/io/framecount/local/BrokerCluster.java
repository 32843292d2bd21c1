package io.framecount.local;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import kafka.server.BrokerServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/**
 * Several real brokers in this JVM and a separate controller, to test clients when a broker dies.
 * As in production, every topic has copies on up to three brokers, and two of them must have a
 * record before it is acknowledged. Brokers are numbered from 0.
 */
public final class BrokerCluster implements AutoCloseable {
  private final KafkaClusterTestKit kit;

  private BrokerCluster(KafkaClusterTestKit kit) {
    this.kit = kit;
  }

  /** Starts the brokers and waits until all take part; at least three survive the loss of one. */
  public static BrokerCluster start(int brokers) {
    return start(brokers, Map.of());
  }

  /** Starts brokers with additional settings. */
  public static BrokerCluster start(int brokers, Map<String, String> others) {
    TestKitNodes nodes =
        new TestKitNodes.Builder().setNumBrokerNodes(brokers).setNumControllerNodes(1).build();
    KafkaClusterTestKit.Builder builder = new KafkaClusterTestKit.Builder(nodes);
    properties(brokers).forEach(builder::setConfigProp);
    others.forEach(builder::setConfigProp);
    try {
      BrokerCluster cluster = new BrokerCluster(builder.build());
      cluster.kit.format();
      cluster.kit.startup();
      cluster.kit.waitForReadyBrokers();
      return cluster;
    } catch (Exception e) {
      throw new IllegalStateException("the brokers did not start", e);
    }
  }

  /** Returns the addresses of the running brokers. */
  public String bootstrapServers() {
    return kit.bootstrapServers();
  }

  /** Creates a topic with the cluster's default number of copies. */
  public void createTopic(String topic, int partitions) {
    NewTopic created = new NewTopic(topic, Optional.of(partitions), Optional.empty());
    try (Admin admin = kit.admin()) {
      admin.createTopics(Set.of(created)).all().get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException("cannot create " + topic, e);
    }
  }

  /** Returns the broker that leads a partition at this moment. */
  public int leaderOf(String topic, int partition) {
    try (Admin admin = kit.admin()) {
      return admin
          .describeTopics(List.of(topic))
          .topicNameValues()
          .get(topic)
          .get()
          .partitions()
          .get(partition)
          .leader()
          .id();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException("no leader of " + topic + "-" + partition, e);
    }
  }

  /** Ends a broker without giving it the time to hand over its partitions. */
  public void kill(int broker) {
    BrokerServer server = kit.brokers().get(broker);
    server.shutdown(Duration.ZERO);
    server.awaitShutdown();
  }

  /** Starts a killed broker again, with its data, on another port. */
  public void restart(int broker) {
    kit.brokers().get(broker).startup();
  }

  @Override
  public void close() {
    try {
      kit.close();
    } catch (Exception e) {
      throw new IllegalStateException("the brokers did not stop", e);
    }
  }

  private static Map<String, String> properties(int brokers) {
    String copies = Integer.toString(Math.min(3, brokers));
    String inSync = Integer.toString(Math.min(2, brokers));
    return Map.ofEntries(
        Map.entry("auto.create.topics.enable", "false"),
        Map.entry("default.replication.factor", copies),
        Map.entry("min.insync.replicas", inSync),
        Map.entry("offsets.topic.replication.factor", copies),
        Map.entry("offsets.topic.num.partitions", "4"),
        Map.entry("transaction.state.log.replication.factor", copies),
        Map.entry("transaction.state.log.min.isr", inSync),
        Map.entry("transaction.state.log.num.partitions", "4"),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20)),
        // A dead broker's partitions move on after this long.
        Map.entry("broker.session.timeout.ms", "3000"),
        Map.entry("broker.heartbeat.interval.ms", "500"));
  }
}
