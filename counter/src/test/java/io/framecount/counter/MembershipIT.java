package io.framecount.counter;

import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instances come and go while frames flow, by either of Kafka's group protocols. */
class MembershipIT {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"classic", "consumer"})
  void countsExactlyWhoeverJoinsAndLeaves(String protocol)
      throws IOException, InterruptedException {
    String setting = "group.protocol=" + protocol;
    try (LiveCount count =
        new LiveCount(
            directory,
            SharedPlatform.bootstrapServers(),
            SharedPlatform.registryUrl(),
            SharedPlatform.newTopic("frames", 4))) {
      count.flow(2);
      CounterProcess first = count.startCounter("-X", setting);
      count.awaitTable();
      CounterProcess second = count.startCounter("-X", setting);
      count.startCounter("-X", setting);
      count.flow(10);
      second.kill();
      count.startCounter("-X", setting);
      count.flow(10);
      first.interrupt();
      count.flow(5);
      count.awaitTable();
      count.requireExact("-X", setting);
    }
  }
}
