package io.framecount.local.kafka;

import io.framecount.common.cli.CommandFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;

/** A running Kafka: broker and controller in one node, inside this JVM, on 127.0.0.1 only. */
public final class KafkaNode implements AutoCloseable {
  private static final int READY_SECONDS = 60;

  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private KafkaNode(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts a node and waits until it serves clients.
   *
   * @param dataDir directory of its topics, formatted on first use
   * @param partitions number of partitions of a topic created without a number
   * @param createsTopics whether the first client that names a topic creates it
   * @param security keys and users, if clients must authenticate
   */
  public static KafkaNode start(
      Ports ports,
      Path dataDir,
      int partitions,
      boolean createsTopics,
      Optional<Security> security) {
    Properties properties =
        BrokerProperties.of(ports.own(), ports.controller(), dataDir, partitions, createsTopics);
    security.ifPresent(wanted -> wanted.addListener(properties, ports.clients()));
    // Neither Kafka nor the Log4j it brings along can add a hook once a signal has come, and both
    // fail for it. Theirs are not needed: close() stops all.
    Exit.setShutdownHookAdder((name, hook) -> {});
    System.setProperty("log4j.shutdownHookEnabled", "false");
    if (!Files.exists(dataDir.resolve("meta.properties"))) {
      format(properties, dataDir);
    }
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
    server.startup();
    KafkaNode node = new KafkaNode(server, "127.0.0.1:" + ports.clients());
    node.awaitReady("127.0.0.1:" + ports.own());
    return node;
  }

  /** Returns where clients connect, as {@code host:port}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(Properties properties, Path dataDir) {
    Path file = dataDir.resolveSibling("kafka.properties");
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (Writer out = Files.newBufferedWriter(file);
        PrintStream print = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      properties.store(out, null);
      String clusterId = Uuid.randomUuid().toString();
      String[] command = {"format", "--config", file.toString(), "--cluster-id", clusterId};
      if (StorageTool.execute(command, print) != 0) {
        throw new CommandFailure(
            "Kafka cannot use %s: %s"
                .formatted(dataDir, said.toString(StandardCharsets.UTF_8).strip()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady(String ownAddress) {
    Map<String, Object> config = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, ownAddress);
    try (Admin admin = Admin.create(config)) {
      admin.describeCluster().nodes().get(READY_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      close();
      throw new CommandFailure(
          "Kafka on %s does not answer; see why with --verbose".formatted(bootstrapServers), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new CommandFailure("interrupted while Kafka started", e);
    }
  }
}
