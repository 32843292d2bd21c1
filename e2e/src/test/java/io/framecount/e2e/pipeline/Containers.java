package io.framecount.e2e.pipeline;

import com.github.dockerjava.api.exception.NotFoundException;
import io.framecount.e2e.Launcher;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** Kafka and a schema registry in containers, from the images that docker-compose.yml names. */
final class Containers implements AutoCloseable {
  private static final String BROKER = "kafka:19092";
  private static final int REGISTRY_PORT = 8081;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Network network = Network.newNetwork();
  private final KafkaContainer kafka =
      new KafkaContainer(image("KAFKA_IMAGE"))
          .withNetwork(network)
          .withListener(BROKER)
          // A misspelt topic is an error.
          .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
  private final GenericContainer<?> registry =
      new GenericContainer<>(image("CONFLUENT_IMAGE"))
          .withNetwork(network)
          .withNetworkAliases("registry")
          .withExposedPorts(REGISTRY_PORT)
          .withEnv("SCHEMA_REGISTRY_HOST_NAME", "registry")
          .withEnv("SCHEMA_REGISTRY_LISTENERS", "http://0.0.0.0:" + REGISTRY_PORT)
          .withEnv("SCHEMA_REGISTRY_KAFKASTORE_BOOTSTRAP_SERVERS", "PLAINTEXT://" + BROKER)
          .waitingFor(Wait.forHttp("/subjects").withStartupTimeout(PATIENCE));

  private Containers() {}

  static boolean haveAnEngine() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  static Containers start() {
    Containers containers = new Containers();
    try {
      containers.kafka.start();
      containers.registry.start();
      return containers;
    } catch (RuntimeException e) {
      containers.close();
      throw e;
    }
  }

  /** Returns the address for programs on this machine. */
  String bootstrapServers() {
    return kafka.getBootstrapServers();
  }

  /** Returns the address for programs on this machine. */
  String registryUrl() {
    return "http://%s:%d".formatted(registry.getHost(), registry.getMappedPort(REGISTRY_PORT));
  }

  /** Returns whether our own image has been built. */
  static boolean haveOurImage() {
    try {
      String name = image("FRAMECOUNT_IMAGE").asCanonicalNameString();
      DockerClientFactory.instance().client().inspectImageCmd(name).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  /**
   * Runs a script in our own image, beside the others, to its end.
   *
   * @throws RuntimeException if its exit code is not 0
   */
  void runInOurImage(String script) {
    try (GenericContainer<?> container =
        new GenericContainer<>(image("FRAMECOUNT_IMAGE"))
            .withNetwork(network)
            .withEnv(
                Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS",
                    BROKER,
                    "SCHEMA_REGISTRY_URL",
                    "http://registry:" + REGISTRY_PORT))
            .withCommand("bash", "-ec", script)
            .withStartupCheckStrategy(new OneShotStartupCheckStrategy().withTimeout(PATIENCE))) {
      container.start();
    }
  }

  @Override
  public void close() {
    registry.close();
    kafka.close();
    network.close();
  }

  private static DockerImageName image(String setting) {
    Properties settings = new Properties();
    try (InputStream in = Files.newInputStream(Launcher.root().resolve(".env"))) {
      settings.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return DockerImageName.parse(settings.getProperty(setting));
  }
}
