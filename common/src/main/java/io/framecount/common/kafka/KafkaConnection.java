package io.framecount.common.kafka;

import io.framecount.common.cli.CommandFailure;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * A checked connection to a Kafka cluster. Opening it proves that a broker answers, so that a dead
 * address is reported within seconds and not after a client's long retries.
 */
public final class KafkaConnection implements AutoCloseable {
  private static final int API_MILLIS = 15_000;

  private final KafkaOptions options;
  private final Admin admin;
  private final Clients clients;
  private final DescribeClusterResult cluster;

  /** Makes consumers and producers, so that a test can do without a broker. */
  public interface Clients {
    <K, V> Consumer<K, V> consumer(
        Map<String, Object> config, Deserializer<K> keys, Deserializer<V> values);

    <K, V> Producer<K, V> producer(
        Map<String, Object> config, Serializer<K> keys, Serializer<V> values);
  }

  /** Makes Kafka's own clients. */
  private static final class RealClients implements Clients {
    @Override
    public <K, V> Consumer<K, V> consumer(
        Map<String, Object> config, Deserializer<K> keys, Deserializer<V> values) {
      // Where brokers create topics on first use, to ask for a deleted one would bring it back.
      Map<String, Object> reading = new HashMap<>(config);
      reading.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
      return new KafkaConsumer<>(reading, keys, values);
    }

    @Override
    public <K, V> Producer<K, V> producer(
        Map<String, Object> config, Serializer<K> keys, Serializer<V> values) {
      return new KafkaProducer<>(config, keys, values);
    }
  }

  /**
   * Connects through given clients, without a check.
   *
   * @param clients makes all clients but the admin
   */
  public KafkaConnection(KafkaOptions options, Admin admin, Clients clients) {
    this.options = options;
    this.admin = admin;
    this.clients = clients;
    cluster = admin.describeCluster();
  }

  /**
   * Connects, and asks the cluster for its id.
   *
   * @throws CommandFailure if no broker answers
   */
  public static KafkaConnection open(KafkaOptions options) {
    options.tellDoubts();
    requireListener(options);
    Admin admin = createAdmin(options);
    KafkaConnection connection = new KafkaConnection(options, admin, new RealClients());
    try {
      connection.await(connection.cluster.clusterId());
      return connection;
    } catch (TimeoutException e) {
      boolean answered = hasAnswer(admin);
      connection.close();
      throw new CommandFailure(
          answered
              ? "%s answers as a Kafka broker, but the brokers that it names can't be reached from here; do their advertised.listeners name addresses that this machine knows? (--verbose shows them)"
                  .formatted(options.bootstrapServers())
              : "%s accepts connections but does not answer as a Kafka broker (listener or security settings differ?)"
                  .formatted(options.bootstrapServers()),
          e);
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  public Admin admin() {
    return admin;
  }

  /**
   * Makes consumers and producers of this cluster, from settings that {@link #clientConfig} gave.
   */
  public Clients clients() {
    return clients;
  }

  public Topics topics() {
    return new Topics(this);
  }

  public TopicOffsets offsets() {
    return new TopicOffsets(this);
  }

  /** Returns the unique id of the cluster. */
  public String clusterId() {
    return await(cluster.clusterId());
  }

  /** Returns the brokers that served when the connection was opened. */
  public Collection<Node> brokers() {
    return await(cluster.nodes());
  }

  public String bootstrapServers() {
    return options.bootstrapServers();
  }

  /** Settings for another client of the same cluster; see {@link KafkaOptions#clientConfig}. */
  public Map<String, Object> clientConfig(Map<String, ?> defaults) {
    return options.clientConfig(defaults);
  }

  /** Waits for an answer and throws what Kafka threw, unwrapped. */
  public <T> T await(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new org.apache.kafka.common.errors.InterruptException(e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }

  private static Admin createAdmin(KafkaOptions options) {
    return Admin.create(
        options.clientConfig(
            Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, API_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_MILLIS)));
  }

  /** Returns whether the client has received any answer, according to its metrics. */
  private static boolean hasAnswer(Admin admin) {
    return admin.metrics().values().stream()
        .filter(metric -> metric.metricName().name().equals("response-total"))
        .anyMatch(metric -> metric.metricValue() instanceof Double answers && answers > 0);
  }

  private static void requireListener(KafkaOptions options) {
    List<String> addresses = options.bootstrapAddresses();
    Optional<String> problem = Optional.empty();
    for (String address : addresses) {
      problem = Listener.problemOf(address);
      if (problem.isEmpty()) {
        return;
      }
    }
    throw new CommandFailure(
        "no Kafka broker at %s (%s); start one, or name yours with --bootstrap-server or KAFKA_BOOTSTRAP_SERVERS"
            .formatted(options.bootstrapServers(), problem.orElseThrow()));
  }
}
