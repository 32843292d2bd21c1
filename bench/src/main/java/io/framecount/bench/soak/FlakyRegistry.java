package io.framecount.bench.soak;

import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.RegistryOptions;
import io.framecount.common.registry.Subjects;
import io.framecount.common.registry.WrittenSchema;
import io.framecount.local.registry.RegistryProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * A schema registry that can be killed and restarted on the same port with the same schemas. The
 * platform of {@code bin/local} can't serve here, because it ends with its registry.
 */
final class FlakyRegistry implements AutoCloseable {
  private final int port = freePort();
  private final Path directory;
  private RegistryProcess registry;
  private ProcessHandle process;
  private int schemas;

  FlakyRegistry(Path directory) {
    this.directory = directory;
    start();
  }

  String url() {
    return registry.url();
  }

  /** Registers one more schema of a visit and returns its id. */
  int newSchema(String topic) {
    int number = ++schemas;
    // The first is the topic's own, which is asked for it before a count begins.
    String subject = Subjects.ofValues(number == 1 ? topic : topic + "-" + number);
    var client = new RegistryOptions().elsewhere(url()).connect(new KafkaOptions());
    return new Subjects(client).resolve(subject, WrittenSchema.of(Visit.schema(number)), true).id();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    try {
      process.onExit().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    registry.close();
  }

  void start() {
    Set<ProcessHandle> before = ProcessHandle.current().children().collect(Collectors.toSet());
    registry = RegistryProcess.launch(port, directory);
    process =
        ProcessHandle.current()
            .children()
            .filter(child -> !before.contains(child))
            .findFirst()
            .orElseThrow();
    registry.awaitReady();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    registry.close();
  }
}
