package io.framecount.loader.outage;

import io.framecount.local.kafka.KafkaNode;
import io.framecount.local.kafka.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A broker that goes away and comes back on the same port with the same data. The tests of a class
 * share one and take topics of their own.
 */
final class FlakyKafka implements AutoCloseable {
  private static final int PARTITIONS = 3;

  private final Path data;
  private final int port = freePort();
  private KafkaNode node;

  private FlakyKafka(Path data) {
    this.data = data;
  }

  static FlakyKafka startedIn(Path directory) throws IOException {
    FlakyKafka kafka = new FlakyKafka(Files.createDirectories(directory.resolve("kafka")));
    kafka.start();
    return kafka;
  }

  String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Starts the broker unless it runs. */
  void start() {
    if (node != null) {
      return;
    }
    node =
        KafkaNode.start(
            new Ports(port, port, freePort()), data, PARTITIONS, false, Optional.empty());
  }

  void stop() {
    if (node != null) {
      node.close();
      node = null;
    }
  }

  void beAwayFor(int seconds) throws InterruptedException {
    stop();
    TimeUnit.SECONDS.sleep(seconds);
    start();
  }

  @Override
  public void close() {
    stop();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
