package io.framecount.counter.recount;

import io.framecount.WindowCount;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.counter.late.LateKey;
import io.framecount.counter.names.CountNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Replaces rows and deletes the late partials that they then include, in one transaction. A count
 * has one writer: a new one fences off earlier ones, and sees all that they wrote.
 */
final class RowWriter implements AutoCloseable {
  private static final int TRANSACTION_MILLIS = 30_000;
  private static final int LARGEST = 32 << 20;

  private final CountNames names;
  private final Serializer<WindowCount> serializer;
  private final Producer<byte[], byte[]> producer;

  RowWriter(KafkaConnection kafka, CountNames names, Serializer<WindowCount> serializer) {
    this(producer(kafka, names), names, serializer);
  }

  RowWriter(
      Producer<byte[], byte[]> producer, CountNames names, Serializer<WindowCount> serializer) {
    this.producer = producer;
    this.names = names;
    this.serializer = serializer;
  }

  private static Producer<byte[], byte[]> producer(KafkaConnection kafka, CountNames names) {
    Map<String, Object> config =
        kafka.clientConfig(
            Map.of(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST));
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, names.application() + "-recount");
    return kafka.clients().producer(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Ends all writers before this one. */
  void begin() {
    producer.initTransactions();
  }

  /**
   * Writes a row.
   *
   * @param contained late partials that the row holds
   * @throws CommandFailure if another recount has begun, or it is unknown whether the row was
   *     written
   */
  void replace(String key, WindowCount row, Collection<LateKey> contained) {
    try {
      producer.beginTransaction();
      send(names.output(), key, serializer.serialize(names.output(), row));
      contained.forEach(late -> send(names.late(), late.text(), null));
      producer.commitTransaction();
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      throw new CommandFailure(
          "another recount of topic '%s' has begun; this one changed nothing more"
              .formatted(names.output()),
          e);
    } catch (KafkaException e) {
      abort(key, e);
      throw e;
    }
  }

  private void abort(String key, KafkaException reason) {
    try {
      producer.abortTransaction();
    } catch (IllegalStateException e) {
      // A commit got no answer in time. Kafka may carry it out yet, and lets nobody take it back.
      throw new CommandFailure(
          "Kafka did not answer whether row '%s' of topic '%s' is replaced, so it may be or may not; give the same command again"
              .formatted(key, names.output()),
          reason);
    } catch (KafkaException e) {
      reason.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(3));
  }

  private void send(String topic, String key, byte[] value) {
    // If it fails, so does the commit.
    Future<RecordMetadata> unused =
        producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
  }
}
