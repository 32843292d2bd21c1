package io.framecount.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framecount.common.cli.CommandFailure;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryIT {
  private static final String SUBJECT = "/subjects/kept-value/versions";

  @TempDir private Path directory;

  @Test
  void keepsTopicsAndSchemasAcrossRestarts() throws Exception {
    Settings settings = Settings.keptIn(directory.resolve("with space"));
    try (LocalPlatform platform = LocalPlatform.start(settings)) {
      write(platform.bootstrapServers());
      new Registry(platform.registryUrl()).post(SUBJECT, "{\"schema\":\"\\\"long\\\"\"}");
      assertThatThrownBy(() -> LocalPlatform.start(settings))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("is in use by another Kafka");
    }
    try (LocalPlatform platform = LocalPlatform.start(settings)) {
      assertThat(Records.read(platform.bootstrapServers(), "kept", 1)).containsExactly("value");
      Registry registry = new Registry(platform.registryUrl());
      assertThat(registry.get("/schemas/ids/1")).contains("long");
      assertThat(registry.get("/config")).contains("BACKWARD");
    }
  }

  private static void write(String bootstrapServers) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        KafkaProducer<String, String> producer = Records.producer(bootstrapServers, "kept")) {
      NewTopic topic = new NewTopic("kept", Optional.empty(), Optional.empty());
      admin.createTopics(Set.of(topic)).all().get();
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("kept", "key", "value")).get();
      producer.commitTransaction();
    }
  }
}
