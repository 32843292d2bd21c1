package io.framecount.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.local.SharedPlatform;
import io.framecount.local.registry.RegistryProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry is away at the moment when it is needed. */
class RegistryLossIT {
  @TempDir private Path directory;

  @Test
  void waitsForTheSchemaAndSetsNothingAside() throws IOException, InterruptedException {
    int port = freePort();
    RegistryProcess registry = start(port);
    try (LiveCount count =
        new LiveCount(
            directory,
            SharedPlatform.bootstrapServers(),
            registry.url(),
            SharedPlatform.newTopic("frames", 4))) {
      FrameTopic topic = count.topic();
      int later = FrameTopic.register(registry.url(), topic.name() + "-later-value", other());
      count.flow(2);
      CounterProcess counter = count.startCounter();
      count.awaitTable();

      registry.close();
      count.flow(2);
      for (int i = 0; i < 1_000; i++) {
        topic.add("user-" + i, RandomFrames.START + i, later);
      }
      topic.flush();
      count.awaitSaid(counter, "waiting for the schema registry");
      count.flow(2);
      registry = start(port);

      count.awaitTable();
      count.requireExact();
      assertThat(counter.running()).as(counter.stderr()).isTrue();
    } finally {
      registry.close();
    }
  }

  private RegistryProcess start(int port) {
    RegistryProcess registry = RegistryProcess.launch(port, directory);
    registry.awaitReady();
    return registry;
  }

  /** The fields of a frame under another name, and so with another id. */
  private static Schema other() {
    Schema time = LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
    return SchemaBuilder.record("LaterFrame")
        .fields()
        .requiredString("uid")
        .name("ts")
        .type(time)
        .noDefault()
        .endRecord();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
