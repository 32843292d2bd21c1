package io.framecount.loader.produce;

import io.framecount.common.input.SinceCommit;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.loader.command.option.ProducerOptions;
import io.framecount.loader.produce.InFlight.Acknowledgements;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Sends records and saves the progress of the inputs with them, as the {@link Guarantee} has it.
 * Used by one thread.
 *
 * <p>Every method throws {@link KafkaAway} if the client has failed; after {@link #reconnect} it
 * can be used as before.
 */
public final class FrameProducer implements SinceCommit, AutoCloseable {
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private final Supplier<Producer<byte[], byte[]>> clients;
  private final Optional<DroppedRecords> drops;
  private final InFlight inFlight;
  private final ClientEvents events;
  private final AcknowledgedOffsets offsets = new AcknowledgedOffsets();
  private final List<SinceCommit> figures;
  private final Commits commits;
  private Producer<byte[], byte[]> producer;
  private Acknowledgements acknowledgements;
  private boolean abandoned;

  private FrameProducer(
      Supplier<Producer<byte[], byte[]>> clients,
      BiConsumer<String, Map<TopicPartition, OffsetAndMetadata>> store,
      Guarantee guarantee,
      Optional<DroppedRecords> drops,
      InFlight inFlight,
      ClientEvents events) {
    this.clients = clients;
    this.drops = drops;
    this.inFlight = inFlight;
    this.events = events;
    figures =
        Stream.concat(Stream.of(inFlight, offsets), drops.stream())
            .map(SinceCommit.class::cast)
            .toList();
    commits = new Commits(store, guarantee, drops.isPresent(), inFlight::heard);
  }

  /** Opens a producer that drops nothing and is watched by nobody. */
  public static FrameProducer open(
      KafkaConnection kafka, ProducerOptions options, String identity, int largestRecord) {
    return open(
        kafka,
        options,
        identity,
        largestRecord,
        Optional.empty(),
        new InFlight(),
        ClientEvents.NONE);
  }

  /**
   * Opens a producer, and ends whatever an earlier one of the same identity left open.
   *
   * @param identity names the load: two of the same identity never write at the same time
   * @param largestRecord in bytes; the client must be willing to send it
   * @param drops takes the records that can't be delivered in time, if that is wanted
   * @param inFlight counts the records sent and confirmed
   * @param events is told of the client
   */
  public static FrameProducer open(
      KafkaConnection kafka,
      ProducerOptions options,
      String identity,
      int largestRecord,
      Optional<DroppedRecords> drops,
      InFlight inFlight,
      ClientEvents events) {
    Map<String, Object> config =
        kafka.clientConfig(
            options.config(identity, largestRecord, drops.map(DroppedRecords::patience)));
    return open(
        () -> new KafkaProducer<>(config),
        (group, progress) ->
            kafka.await(kafka.admin().alterConsumerGroupOffsets(group, progress).all()),
        options.guarantee(),
        drops,
        inFlight,
        events);
  }

  /**
   * Opens a producer over given clients.
   *
   * @param clients makes a client, and another one after each failure
   * @param store saves the offsets of a consumer group outside a transaction
   */
  public static FrameProducer open(
      Supplier<Producer<byte[], byte[]>> clients,
      BiConsumer<String, Map<TopicPartition, OffsetAndMetadata>> store,
      Guarantee guarantee,
      Optional<DroppedRecords> drops,
      InFlight inFlight,
      ClientEvents events) {
    FrameProducer producer = new FrameProducer(clients, store, guarantee, drops, inFlight, events);
    producer.connect();
    return producer;
  }

  /**
   * Hands a frame to the client, which sends it in the background; blocks while its buffer is full.
   *
   * @param file the input it is from
   * @param line its line there
   */
  public void send(ProducerRecord<byte[], byte[]> frame, String file, long line) {
    send(frame, drops.isEmpty() ? null : new DroppedRecords.Origin(file, line, false));
  }

  /** Sends a frame that is never dropped; else like {@link #send(ProducerRecord, String, long)}. */
  public void send(ProducerRecord<byte[], byte[]> frame) {
    send(frame, null);
  }

  /** Sends a dead letter; else like {@link #send(ProducerRecord, String, long)}. */
  void sendLetter(ProducerRecord<byte[], byte[]> letter, String file, long line) {
    send(letter, drops.isEmpty() ? null : new DroppedRecords.Origin(file, line, true));
  }

  /**
   * Asks Kafka a question whose answer a letter needs, as patiently as the letter itself would be
   * sent. Only a transaction does not outlast a client's usual patience.
   *
   * @param question fails if there is no answer
   * @return whether there was one; if not, the letter is dropped
   */
  boolean askForLetter(Runnable question, DeadLetter letter) {
    inFlight.asking();
    long start = System.nanoTime();
    while (true) {
      try {
        question.run();
        inFlight.answered();
        return true;
      } catch (KafkaException e) {
        if (commits.transactional() || !KafkaAway.passes(e)) {
          throw explained(e);
        }
        if (drops.isPresent() && System.nanoTime() - start >= drops.get().patience().toNanos()) {
          inFlight.unanswered();
          drops.get().add(new DroppedRecords.Origin(letter.file(), letter.line(), true));
          return false;
        }
      }
    }
  }

  private void send(ProducerRecord<byte[], byte[]> record, DroppedRecords.Origin origin) {
    try {
      commits.beforeSend(producer);
      inFlight.sent();
      Callback callback =
          origin == null ? acknowledgements : acknowledgements.droppable(drops.get(), origin);
      // The callback hears of it, at less cost than a future per record.
      Future<RecordMetadata> unused = producer.send(record, callback);
    } catch (KafkaException e) {
      throw explained(e);
    }
    throwFailure();
  }

  /**
   * Waits until all that was sent is safe, and saves the progress with it.
   *
   * @param progress per load, named by its consumer group, the offset to keep
   */
  public void commit(TopicPartition where, Map<String, OffsetAndMetadata> progress) {
    commit(where, progress, () -> {});
  }

  /**
   * Waits until all that was sent is safe, and saves the progress with it unless there is an
   * objection.
   *
   * @param objection throws if a transaction must not be committed; called once the progress lies
   *     in it, so that anyone who reads the progress afterwards waits for the transaction's end
   */
  public void commit(
      TopicPartition where, Map<String, OffsetAndMetadata> progress, Runnable objection) {
    commit(
        progress.entrySet().stream()
            .map(each -> GroupProgress.memberless(each.getKey(), where, each.getValue()))
            .toList(),
        objection);
  }

  /**
   * Waits until all that was sent is safe, and saves the progress with it unless there is an
   * objection.
   *
   * @param objection as in {@link #commit(TopicPartition, Map, Runnable)}
   */
  public void commit(Collection<GroupProgress> progress, Runnable objection) {
    inFlight.asking();
    try {
      commits.commit(producer, progress, objection, this::throwFailure);
    } catch (KafkaException e) {
      throw explained(e);
    }
    inFlight.answered();
  }

  /** Returns how many records the brokers have confirmed; after a commit, all that were sent. */
  public long acknowledged() {
    return inFlight.acknowledged();
  }

  /** Returns how many frames were given up. */
  public long dropped() {
    return drops.map(DroppedRecords::frames).orElse(0L);
  }

  /** Returns where the confirmed records lie. */
  public AcknowledgedOffsets acknowledgedOffsets() {
    return offsets;
  }

  @Override
  public void committed() {
    figures.forEach(SinceCommit::committed);
  }

  /**
   * Forgets what was sent since the last commit. Call it after {@link #reconnect} or {@link
   * #abandon}: until then, answers of the client may still be counted.
   */
  @Override
  public void rollBack() {
    figures.forEach(SinceCommit::rollBack);
  }

  /** The client's own figures. */
  public Map<MetricName, ? extends Metric> metrics() {
    return producer.metrics();
  }

  /** Gives the client up at once, with all that is on its way. */
  public void abandon() {
    if (!abandoned) {
      abandoned = true;
      // Until there is another client, nothing that counts as an answer can come.
      inFlight.asking();
      acknowledgements.abandon();
      closeNow(Duration.ZERO);
    }
  }

  /**
   * Replaces a failed client, and ends its open transaction: when this returns, its last commit has
   * either happened as a whole or will never happen.
   */
  public void reconnect() {
    abandon();
    connect();
    abandoned = false;
  }

  /**
   * Closes the client. Uncommitted records are rolled back, or may arrive, as the guarantee has it.
   */
  @Override
  public void close() {
    if (!abandoned) {
      // The client aborts an open transaction by itself.
      closeNow(CLOSE_PATIENCE);
    }
  }

  private void connect() {
    acknowledgements = new Acknowledgements(inFlight, offsets);
    producer = clients.get();
    events.opened(producer);
    try {
      commits.begin(producer);
    } catch (KafkaException e) {
      closeNow(Duration.ZERO);
      throw explained(e);
    }
  }

  private void closeNow(Duration patience) {
    events.closed();
    try {
      producer.close(patience);
    } catch (InterruptException interrupted) {
      // The client is closed all the same, and the interrupter reports the reason.
    }
  }

  private void throwFailure() {
    Exception first = acknowledgements.failure();
    if (first != null) {
      throw explained(first instanceof KafkaException known ? known : new KafkaException(first));
    }
  }

  private static RuntimeException explained(KafkaException e) {
    return KafkaAway.passes(e)
        ? new KafkaAway(e)
        : KafkaAway.keylessRefusal(e).<RuntimeException>map(refusal -> refusal).orElse(e);
  }

  /** Follows the clients of a {@link FrameProducer}, for metrics. */
  public interface ClientEvents {
    /** Ignores all events. */
    ClientEvents NONE = new ClientEvents() {};

    /** A new client is in use. */
    default void opened(Producer<?, ?> client) {}

    /** The client is closed. */
    default void closed() {}
  }
}
