package io.framecount.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers that can be reached, but not by the name that they advertise, as in a container. */
class AdvertisedListenersIT {
  @TempDir private Path directory;

  @Test
  void saysThatTheBrokersNameWrongAddresses() throws IOException {
    Path impatient =
        Files.writeString(
            directory.resolve("client.properties"),
            "default.api.timeout.ms=5000\nrequest.timeout.ms=4000\n");
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String[] broker = SharedPlatform.bootstrapServers().split(":", 2);
      inBackground(() -> serve(server, broker[0], Integer.parseInt(broker[1])));
      String address = "127.0.0.1:" + server.getLocalPort();
      KafkaOptions options = new KafkaOptions().elsewhere(address, impatient);
      assertThatExceptionOfType(CommandFailure.class)
          .isThrownBy(() -> KafkaConnection.open(options).close())
          .withMessage(
              "%s answers as a Kafka broker, but the brokers that it names can't be reached from here; do their advertised.listeners name addresses that this machine knows? (--verbose shows them)",
              address);
    }
  }

  @Test
  void saysThatNoBrokerAnswers() throws IOException {
    Path impatient =
        Files.writeString(
            directory.resolve("client.properties"),
            "default.api.timeout.ms=2000\nrequest.timeout.ms=1000\n");
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + server.getLocalPort();
      KafkaOptions options = new KafkaOptions().elsewhere(address, impatient);
      assertThatExceptionOfType(CommandFailure.class)
          .isThrownBy(() -> KafkaConnection.open(options).close())
          .withMessageStartingWith(
              "%s accepts connections but does not answer as a Kafka broker", address);
    }
  }

  /** Forwards the bytes of client and broker, with another address of the broker. */
  private static void serve(ServerSocket server, String host, int port) throws IOException {
    while (true) {
      Socket client = server.accept();
      Socket kafka = new Socket(host, port);
      inBackground(() -> pump(client, kafka, "", ""));
      inBackground(() -> pump(kafka, client, "127.0.0.1", "a.invalid"));
    }
  }

  private static void pump(Socket from, Socket to, String name, String other) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[65_536];
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        String said = new String(bytes, 0, n, ISO_8859_1);
        out.write(said.replace(name, other).getBytes(ISO_8859_1));
      }
    }
  }

  private interface Action {
    void run() throws IOException;
  }

  private static void inBackground(Action action) {
    Thread thread =
        new Thread(
            () -> {
              try {
                action.run();
              } catch (IOException e) {
                // Somebody has hung up, or the test is over.
              }
            },
            "proxy");
    thread.setDaemon(true);
    thread.start();
  }
}
