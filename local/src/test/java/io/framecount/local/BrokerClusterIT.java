package io.framecount.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class BrokerClusterIT {
  @Test
  void aTransactionSurvivesTheDeathOfALeader() throws Exception {
    try (BrokerCluster cluster = BrokerCluster.start(3)) {
      cluster.createTopic("numbers", 1);
      int dead = cluster.leaderOf("numbers", 0);
      try (KafkaProducer<String, String> producer =
          Records.producer(cluster.bootstrapServers(), "survivor")) {
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("numbers", "before")).get();
        cluster.kill(dead);
        producer.send(new ProducerRecord<>("numbers", "after")).get();
        producer.commitTransaction();
      }
      assertThat(cluster.leaderOf("numbers", 0)).isNotEqualTo(dead);
      assertThat(Records.read(cluster.bootstrapServers(), "numbers", 2))
          .containsExactly("before", "after");

      cluster.restart(dead);
      cluster.kill(cluster.leaderOf("numbers", 0));
      assertThat(Records.read(cluster.bootstrapServers(), "numbers", 2))
          .containsExactly("before", "after");
    }
  }
}
