package io.framecount.loader.produce;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.kafka.KafkaConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Sends records and, with them, how far the inputs are done; what "with them" means depends on the
 * {@link Guarantee}. Used by one thread.
 */
public final class FrameProducer implements AutoCloseable {
  private static final int TRANSACTION_TIMEOUT_MILLIS = 60_000;
  private static final int MIN_REQUEST_BYTES = 1024 * 1024;

  private final KafkaConnection kafka;
  private final Guarantee guarantee;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Acknowledgements acknowledgements = new Acknowledgements();
  private final Map<String, ConsumerGroupMetadata> groups = new HashMap<>();
  private boolean inTransaction;

  private FrameProducer(
      KafkaConnection kafka, Guarantee guarantee, KafkaProducer<byte[], byte[]> producer) {
    this.kafka = kafka;
    this.guarantee = guarantee;
    this.producer = producer;
  }

  /**
   * Opens a producer, and ends whatever an earlier one of the same identity left open.
   *
   * @param identity names the load: two of the same identity never write at the same time
   * @param largestRecord in bytes; the client must be willing to send it
   */
  public static FrameProducer open(
      KafkaConnection kafka, ProducerOptions options, String identity, int largestRecord) {
    Map<String, Object> defaults = options.config();
    defaults.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Math.max(largestRecord, MIN_REQUEST_BYTES));
    boolean transactional = options.guarantee() == Guarantee.EXACTLY_ONCE;
    if (transactional) {
      defaults.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, identity);
      defaults.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
    }
    FrameProducer producer =
        new FrameProducer(
            kafka, options.guarantee(), new KafkaProducer<>(kafka.clientConfig(defaults)));
    if (transactional) {
      producer.producer.initTransactions();
    }
    return producer;
  }

  /**
   * Hands a record to the client, which sends it in the background; blocks while its buffer is
   * full.
   */
  public void send(ProducerRecord<byte[], byte[]> record) {
    try {
      if (guarantee == Guarantee.EXACTLY_ONCE) {
        beginIfNotBegun();
      }
      // The callback hears of it, at less cost than a future per record.
      Future<RecordMetadata> unused = producer.send(record, acknowledgements);
    } catch (KafkaException e) {
      throw explained(e);
    }
    acknowledgements.throwFailure();
  }

  /**
   * Waits until all that was sent is safe, and saves the progress with it.
   *
   * @param progress per load, named by its consumer group, the offset to keep
   */
  public void commit(TopicPartition where, Map<String, OffsetAndMetadata> progress) {
    try {
      switch (guarantee) {
        case EXACTLY_ONCE -> commitTransaction(where, progress);
        case AT_LEAST_ONCE -> {
          flush();
          progress.forEach((group, offset) -> store(group, where, offset));
        }
        case FIRE_AND_FORGET -> flush();
      }
    } catch (KafkaException e) {
      throw explained(e);
    }
  }

  /** How many records the brokers have confirmed; after a commit, all that were sent. */
  public long acknowledged() {
    return acknowledgements.count.get();
  }

  /** Where the confirmed records lie. */
  public AcknowledgedOffsets acknowledgedOffsets() {
    return acknowledgements.offsets;
  }

  /** The client's own figures. */
  public Map<MetricName, ? extends Metric> metrics() {
    return producer.metrics();
  }

  /**
   * Closes the client; what was not committed is rolled back, or may arrive, as the guarantee has
   * it.
   */
  @Override
  public void close() {
    try {
      if (inTransaction) {
        producer.abortTransaction();
      }
    } catch (KafkaException alreadyBroken) {
      // The coordinator rolls the transaction back by itself; the failure that led here is told
      // elsewhere.
    } finally {
      producer.close(Duration.ofSeconds(5));
    }
  }

  private void commitTransaction(TopicPartition where, Map<String, OffsetAndMetadata> progress) {
    if (!inTransaction && progress.isEmpty()) {
      return;
    }
    beginIfNotBegun();
    progress.forEach(
        (group, offset) ->
            producer.sendOffsetsToTransaction(Map.of(where, offset), memberless(group)));
    producer.commitTransaction();
    inTransaction = false;
    acknowledgements.throwFailure();
  }

  private void beginIfNotBegun() {
    if (!inTransaction) {
      producer.beginTransaction();
      inTransaction = true;
    }
  }

  private ConsumerGroupMetadata memberless(String group) {
    return groups.computeIfAbsent(group, name -> MemberlessGroup.metadata(kafka, name));
  }

  private void flush() {
    producer.flush();
    acknowledgements.throwFailure();
  }

  private void store(String group, TopicPartition where, OffsetAndMetadata offset) {
    kafka.await(kafka.admin().alterConsumerGroupOffsets(group, Map.of(where, offset)).all());
  }

  private static RuntimeException explained(KafkaException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException) {
        return new CommandFailure(
            "another loader has begun the same load, so this one stops; what it had committed stays",
            e);
      }
    }
    return e;
  }

  /**
   * Counts what arrived and keeps the first failure. Called on the client's network thread only.
   */
  private static final class Acknowledgements implements Callback {
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final AtomicLong count = new AtomicLong();
    private final AcknowledgedOffsets offsets = new AcknowledgedOffsets();

    @Override
    public void onCompletion(RecordMetadata metadata, Exception exception) {
      if (exception == null) {
        offsets.add(metadata.topic(), metadata.partition(), metadata.offset());
        count.incrementAndGet();
      } else {
        failure.compareAndSet(null, exception);
      }
    }

    void throwFailure() {
      Exception first = failure.get();
      if (first != null) {
        throw first instanceof KafkaException known ? explained(known) : new KafkaException(first);
      }
    }
  }
}
