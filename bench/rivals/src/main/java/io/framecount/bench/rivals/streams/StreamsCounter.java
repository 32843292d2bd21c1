package io.framecount.bench.rivals.streams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Counts the frames of a topic and their unique users per minute with Kafka Streams: one process,
 * up to the end the topic had at the start. Leaves no topic behind.
 */
public final class StreamsCounter {
  private static final int POLL_MILLIS = 50;

  private final String bootstrapServers;
  private final Admin admin;
  private final String application = "rival-streams-" + UUID.randomUUID();
  private final String output = application + "-counts";
  private final String repartition = application + "-minute-repartition";
  private final String changelog = application + "-" + CountTopology.STORE + "-changelog";
  private final CatchUp catchUp;

  private StreamsCounter(String bootstrapServers, Admin admin) {
    this.bootstrapServers = bootstrapServers;
    this.admin = admin;
    this.catchUp = new CatchUp(admin, application);
  }

  /**
   * Arguments: bootstrap servers, registry URL, topic, number of frames, at_least_once or
   * exactly_once_v2, avro or json.
   */
  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    String guarantee = args.length > 4 ? args[4] : StreamsConfig.EXACTLY_ONCE_V2;
    FrameFormat format = FrameFormat.named(args.length > 5 ? args[5] : "avro");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", args[0]))) {
      new StreamsCounter(args[0], admin).count(args[2], format, args[1], guarantee);
    }
  }

  private void count(String topic, FrameFormat format, String registry, String guarantee)
      throws IOException, InterruptedException, ExecutionException {
    Map<TopicPartition, Long> ends = catchUp.ends(topic);
    admin.createTopics(List.of(outputTopic(ends.size()))).all().get();
    Path state = Files.createTempDirectory("framecount-streams");
    Properties settings = StreamsSettings.of(bootstrapServers, application, guarantee, state);
    KafkaStreams streams =
        new KafkaStreams(
            CountTopology.of(topic, output, format.deserializer(registry)).build(settings),
            settings);
    try {
      streams.start();
      await(streams, ends);
      await(streams, catchUp.ends(repartition));
      CountTable.read(bootstrapServers, catchUp.ends(output)).print(System.out);
      System.err.printf("streams: %d records dropped as late%n", dropped(streams));
    } finally {
      streams.close();
      streams.cleanUp();
    }
    admin.deleteTopics(List.of(output, repartition, changelog)).all().get();
  }

  /** Returns the output topic, whose rows have old event times and must not expire. */
  private NewTopic outputTopic(int partitions) {
    return new NewTopic(output, partitions, (short) 1).configs(Map.of("cleanup.policy", "compact"));
  }

  private void await(KafkaStreams streams, Map<TopicPartition, Long> ends)
      throws InterruptedException, ExecutionException {
    while (!catchUp.isAt(ends)) {
      if (streams.state().hasStartedOrFinishedShuttingDown()) {
        throw new IllegalStateException("Kafka Streams stopped; see above");
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static long dropped(KafkaStreams streams) {
    return streams.metrics().entrySet().stream()
        .filter(metric -> metric.getKey().name().equals("dropped-records-total"))
        .mapToLong(metric -> ((Number) metric.getValue().metricValue()).longValue())
        .sum();
  }
}
