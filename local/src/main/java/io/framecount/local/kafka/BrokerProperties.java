package io.framecount.local.kafka;

import java.nio.file.Path;
import java.util.Properties;

/**
 * The configuration of a one-node Kafka on a laptop. Where it differs from Kafka's defaults:
 *
 * <ul>
 *   <li><b>One copy</b> of everything, since there is one node.
 *   <li><b>Four partitions</b> for each internal topic instead of fifty: one node gains nothing
 *       from more, and each costs files and start-up time. Four still spread groups and
 *       transactions, so that code which assumes a single coordinator partition fails here.
 *   <li><b>Nothing expires.</b> Kafka deletes by record timestamp, so by default a topic whose
 *       records are stamped 2016 is empty five minutes after it was loaded, and a group's progress
 *       is forgotten after a week. Someone trying a dump must never meet that; disk space is theirs
 *       to free, by deleting topics. A topic's own {@code retention.ms} still counts.
 *   <li><b>Short patience.</b> A killed member's partitions move on after seconds, and a killed
 *       producer's transaction is aborted within a second of its timeout.
 * </ul>
 */
final class BrokerProperties {
  private static final String INTERNAL_PARTITIONS = "4";

  private BrokerProperties() {}

  static Properties of(
      int port, int controllerPort, Path dataDir, int partitions, boolean createsTopics) {
    Properties properties = new Properties();
    node(properties, port, controllerPort);
    properties.setProperty("log.dirs", dataDir.toString());
    properties.setProperty("num.partitions", Integer.toString(partitions));
    properties.setProperty("auto.create.topics.enable", Boolean.toString(createsTopics));
    oneCopy(properties);
    nothingExpires(properties);
    shortPatience(properties);
    smallMemory(properties);
    return properties;
  }

  private static void node(Properties properties, int port, int controllerPort) {
    String broker = "BROKER://127.0.0.1:" + port;
    properties.setProperty("process.roles", "broker,controller");
    properties.setProperty("node.id", "1");
    properties.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    properties.setProperty("controller.listener.names", "CONTROLLER");
    properties.setProperty("inter.broker.listener.name", "BROKER");
    properties.setProperty(
        "listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.setProperty("listeners", broker + ",CONTROLLER://127.0.0.1:" + controllerPort);
    properties.setProperty("advertised.listeners", broker);
  }

  private static void oneCopy(Properties properties) {
    properties.setProperty("offsets.topic.replication.factor", "1");
    properties.setProperty("offsets.topic.num.partitions", INTERNAL_PARTITIONS);
    properties.setProperty("transaction.state.log.replication.factor", "1");
    properties.setProperty("transaction.state.log.min.isr", "1");
    properties.setProperty("transaction.state.log.num.partitions", INTERNAL_PARTITIONS);
    properties.setProperty("share.coordinator.state.topic.replication.factor", "1");
    properties.setProperty("share.coordinator.state.topic.min.isr", "1");
    properties.setProperty("share.coordinator.state.topic.num.partitions", INTERNAL_PARTITIONS);
  }

  private static void nothingExpires(Properties properties) {
    properties.setProperty("log.retention.ms", "-1");
    properties.setProperty("offsets.retention.minutes", Integer.toString(Integer.MAX_VALUE));
  }

  private static void shortPatience(Properties properties) {
    properties.setProperty("group.initial.rebalance.delay.ms", "0");
    properties.setProperty("group.min.session.timeout.ms", "1000");
    for (String kind : new String[] {"consumer", "share", "streams"}) {
      String group = "group." + kind + ".";
      properties.setProperty(group + "min.session.timeout.ms", "1000");
      properties.setProperty(group + "session.timeout.ms", "6000");
      properties.setProperty(group + "min.heartbeat.interval.ms", "100");
      properties.setProperty(group + "heartbeat.interval.ms", "1000");
    }
    properties.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
  }

  /** The cleaner alone would take 128 MiB of heap at start; 8 MiB compacts 300,000 keys a pass. */
  private static void smallMemory(Properties properties) {
    properties.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
  }
}
