package io.framecount.loader.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The records and offsets that readers of committed data would see. Filled by fake clients whose
 * answers can be lost and whose records can fail.
 */
final class CommitLog {
  private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
  private final Map<String, OffsetAndMetadata> offsets = new HashMap<>();
  private final Map<Integer, Answer> answers = new HashMap<>();
  private int commits;
  private int sends;
  private int clients;
  private int failingSend = Integer.MAX_VALUE;
  private Set<Integer> undelivered = Set.of();
  private boolean interruptFlush;

  /** The fate of a commit. */
  enum Answer {
    DONE,
    DONE_BUT_ANSWER_LOST,
    NOT_DONE
  }

  /** Sets what becomes of the commit of this number, from 1; others are done. */
  CommitLog answer(int commit, Answer answer) {
    answers.put(commit, answer);
    return this;
  }

  /** Has the send of this number fail, from 1. */
  CommitLog failSend(int send) {
    failingSend = send;
    return this;
  }

  /** Has the records with these numbers time out in the background, from 1. */
  CommitLog failDelivery(Integer... sendNumbers) {
    undelivered = Set.of(sendNumbers);
    return this;
  }

  /**
   * Interrupts the first flush after the first of these records, as the watch over outages does.
   */
  CommitLog interruptFlush() {
    interruptFlush = true;
    return this;
  }

  List<ProducerRecord<byte[], byte[]>> records() {
    return records;
  }

  Map<String, OffsetAndMetadata> offsets() {
    return offsets;
  }

  int clients() {
    return clients;
  }

  Producer<byte[], byte[]> newClient() {
    clients++;
    return new Client();
  }

  private final class Client extends MockProducer<byte[], byte[]> {
    private int taken;

    Client() {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<byte[], byte[]> record, Callback callback) {
      if (++sends == failingSend) {
        throw new TimeoutException("no room");
      }
      if (undelivered.contains(sends)) {
        TimeoutException failure = new TimeoutException("expired");
        callback.onCompletion(null, failure);
        return CompletableFuture.failedFuture(failure);
      }
      if (!transactionInFlight()) {
        records.add(record);
      }
      return super.send(record, callback);
    }

    @Override
    public synchronized void flush() {
      if (interruptFlush && !undelivered.isEmpty() && sends >= Collections.min(undelivered)) {
        throw new InterruptException("the watch has waited long enough");
      }
      super.flush();
    }

    @Override
    public void commitTransaction() {
      Answer answer = answers.getOrDefault(++commits, Answer.DONE);
      if (answer != Answer.NOT_DONE) {
        super.commitTransaction();
        records.addAll(history().subList(taken, history().size()));
        taken = history().size();
        consumerGroupOffsetsHistory()
            .forEach(groups -> groups.forEach((group, kept) -> offsets.put(group, only(kept))));
      }
      if (answer != Answer.DONE) {
        throw new TimeoutException("no answer");
      }
    }

    private static OffsetAndMetadata only(Map<TopicPartition, OffsetAndMetadata> kept) {
      return kept.get(new TopicPartition("frames", 0));
    }
  }
}
