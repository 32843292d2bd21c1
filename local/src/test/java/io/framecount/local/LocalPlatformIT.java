package io.framecount.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

class LocalPlatformIT {
  private static final String KAFKA = SharedPlatform.bootstrapServers();
  private static final Registry REGISTRY = SharedPlatform.registry();

  @Test
  void readsOnlyWhatTransactionsCommitted() throws Exception {
    String topic = SharedPlatform.newTopic("numbers", 2);
    try (KafkaProducer<String, String> producer = Records.producer(KAFKA, topic)) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, "a", "aborted")).get();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, "a", "one")).get();
      producer.send(new ProducerRecord<>(topic, "b", "two")).get();
      producer.commitTransaction();
    }
    assertThat(Records.read(KAFKA, topic, 2)).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void createsNoTopicBySideEffect() {
    try (Admin admin = SharedPlatform.admin()) {
      String missing = SharedPlatform.uniqueName("missing");
      assertThatThrownBy(() -> admin.describeTopics(Set.of(missing)).allTopicNames().get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }
  }

  @Test
  void keepsRecordsOfAnyAge() throws ExecutionException, InterruptedException {
    String topic = SharedPlatform.newTopic("old", 1);
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = SharedPlatform.admin()) {
      assertThat(
              admin
                  .describeConfigs(Set.of(resource))
                  .all()
                  .get()
                  .get(resource)
                  .get("retention.ms")
                  .value())
          .isEqualTo("-1");
    }
  }

  @Test
  void isNotToBeReachedFromElsewhere() throws IOException {
    int kafka = Integer.parseInt(KAFKA.substring(KAFKA.indexOf(':') + 1));
    int registry = URI.create(SharedPlatform.registryUrl()).getPort();
    // Also this machine, but not where they listen.
    InetAddress other = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
    assertThatThrownBy(() -> new Socket(other, kafka).close()).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> new Socket(other, registry).close()).isInstanceOf(IOException.class);
  }

  @Test
  void givesBackARegisteredSchema() throws Exception {
    String subject = SharedPlatform.uniqueName("numbers") + "-value";
    String id =
        REGISTRY.post("/subjects/" + subject + "/versions", "{\"schema\":\"\\\"long\\\"\"}");
    assertThat(id).matches("\\{\"id\":\\d+}");
    assertThat(REGISTRY.get("/schemas/ids/" + id.replaceAll("\\D", ""))).contains("\\\"long\\\"");
    assertThat(REGISTRY.get("/subjects/" + subject + "/versions")).isEqualTo("[1]");
  }

  @Test
  void refusesSchemasThatCannotReadTheOld() throws Exception {
    assertThat(REGISTRY.get("/config")).contains("BACKWARD");
    String versions = "/subjects/" + SharedPlatform.uniqueName("strict") + "-value/versions";
    REGISTRY.post(versions, "{\"schema\":\"\\\"long\\\"\"}");
    assertThat(REGISTRY.post(versions, "{\"schema\":\"\\\"string\\\"\"}")).contains("409");
  }
}
