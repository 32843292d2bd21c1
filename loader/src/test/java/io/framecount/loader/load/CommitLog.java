package io.framecount.loader.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What readers of committed data would see, filled by clients whose answers can be lost. */
final class CommitLog {
  private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
  private final Map<String, OffsetAndMetadata> offsets = new HashMap<>();
  private final Map<Integer, Answer> answers = new HashMap<>();
  private int commits;
  private int sends;
  private int clients;
  private int failingSend = Integer.MAX_VALUE;

  /** What becomes of a commit. */
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
      return super.send(record, callback);
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
