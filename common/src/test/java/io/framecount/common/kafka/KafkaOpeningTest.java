package io.framecount.common.kafka;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framecount.common.cli.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class KafkaOpeningTest {
  @Test
  void tellsOnlyWhoWaitsThatThereIsNoBroker() throws IOException {
    String nobody = freeAddress();
    KafkaOpening opening = KafkaOpening.start(options(nobody));
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(opening::get)
        .withMessageStartingWith("no Kafka broker at " + nobody);
    opening.close();
  }

  @Test
  void isGivenUpWithoutWaiting() throws IOException {
    // Accepts connections, and never answers.
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      KafkaOpening opening = KafkaOpening.start(options("127.0.0.1:" + silent.getLocalPort()));
      opening.close();
      assertThatExceptionOfType(CancellationException.class).isThrownBy(opening::get);
    }
  }

  private static KafkaOptions options(String address) {
    KafkaOptions options = new KafkaOptions();
    CommandSpec spec = CommandSpec.create();
    spec.addMixin("kafka", CommandSpec.forAnnotatedObject(options));
    new CommandLine(spec).parseArgs("--bootstrap-server", address);
    return options;
  }

  private static String freeAddress() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "127.0.0.1:" + free.getLocalPort();
    }
  }
}
