package io.framecount.loader.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framecount.loader.produce.GroupProgress;
import io.framecount.loader.resume.LoadProgress;
import io.framecount.loader.resume.LoadProgress.Saved;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A topic, a group and a transaction log in memory, with clients whose answers can be lost. Events
 * happen in the polls, one in each.
 */
final class FakeCluster implements ProgressKeeper {
  private static final int RECORDS_A_POLL = 2;

  final Map<TopicPartition, List<String>> log = new HashMap<>();
  final Map<TopicPartition, Long> beginnings = new HashMap<>();
  final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
  final List<ProducerRecord<byte[], byte[]>> frames = new ArrayList<>();
  final Deque<Runnable> events = new ArrayDeque<>();
  final Map<Integer, Answer> answers = new HashMap<>();
  Collection<TopicPartition> assignment = Set.of();
  Uuid id = Uuid.randomUuid();
  boolean gone;
  int consumers;
  Member member;
  private int commits;

  /** The fate of a commit. */
  enum Answer {
    DONE_BUT_ANSWER_LOST,
    NOT_DONE,
    MEMBER_FENCED
  }

  FakeCluster(int partitions, int records) {
    for (int p = 0; p < partitions; p++) {
      TopicPartition partition = new TopicPartition("raw", p);
      int number = p;
      log.put(
          partition,
          new ArrayList<>(
              IntStream.range(0, records)
                  .mapToObj(i -> RawTopic.frame(number + "-" + i))
                  .toList()));
      beginnings.put(partition, 0L);
    }
    assignment = log.keySet();
  }

  Optional<TopicDescription> find() {
    return gone ? Optional.empty() : Optional.of(description());
  }

  TopicDescription description() {
    List<TopicPartitionInfo> partitions =
        log.keySet().stream()
            .map(
                each ->
                    new TopicPartitionInfo(each.partition(), Node.noNode(), List.of(), List.of()))
            .toList();
    return new TopicDescription("raw", false, partitions, Set.of(), id);
  }

  Consumer<byte[], ByteBuffer> newConsumer() {
    consumers++;
    member = new Member();
    return member;
  }

  Producer<byte[], byte[]> newProducer() {
    return new Client();
  }

  @Override
  public Map<TopicPartition, Saved> takeOver(Collection<TopicPartition> partitions, boolean all) {
    return saved(partitions);
  }

  @Override
  public Map<TopicPartition, Saved> saved(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Saved> saved = new HashMap<>();
    for (TopicPartition partition : partitions) {
      if (offsets.containsKey(partition)) {
        saved.put(partition, LoadProgress.of(offsets.get(partition)).orElseThrow());
      }
    }
    return saved;
  }

  @Override
  public List<GroupProgress> toSave(
      Map<TopicPartition, LoadProgress> progress, String run, Consumer<?, ?> consumer) {
    Map<TopicPartition, OffsetAndMetadata> all = new HashMap<>();
    progress.forEach((partition, reached) -> all.put(partition, reached.toOffset(run)));
    return all.isEmpty()
        ? List.of()
        : List.of(new GroupProgress(consumer.groupMetadata(), all, () -> store(all)));
  }

  /** What a member saves apart from transactions. */
  private void store(Map<TopicPartition, OffsetAndMetadata> reached) {
    if (answers.get(++commits) == Answer.NOT_DONE) {
      throw new TimeoutException("no answer");
    }
    offsets.putAll(reached);
  }

  @Override
  public void requireOurs(Collection<TopicPartition> partitions) {}

  @Override
  public void forget(Collection<TopicPartition> partitions) {}

  /** A member of the group, which gets the present assignment with its first poll. */
  final class Member extends MockConsumer<byte[], ByteBuffer> {
    private ConsumerRebalanceListener listener;
    private boolean joined;

    Member() {
      super("none");
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener to) {
      listener = to;
      super.subscribe(topics, to);
    }

    /** Has the group give this member other partitions. */
    void assign(Set<TopicPartition> partitions) {
      assignment = partitions;
      rebalance(partitions);
    }

    /** Has the group give all partitions away without asking. */
    void lose() {
      listener.onPartitionsLost(assignment());
    }

    @Override
    public synchronized ConsumerRecords<byte[], ByteBuffer> poll(Duration patience) {
      updateBeginningOffsets(beginnings);
      log.forEach((each, records) -> updateEndOffsets(Map.of(each, (long) records.size())));
      if (!joined) {
        joined = true;
        rebalance(assignment);
      } else if (!events.isEmpty()) {
        events.remove().run();
      }
      for (TopicPartition partition : assignment()) {
        List<String> records = log.get(partition);
        long from = Math.max(position(partition), beginnings.get(partition));
        for (long at = from; at < Math.min(records.size(), from + RECORDS_A_POLL); at++) {
          ByteBuffer value = ByteBuffer.wrap(records.get((int) at).getBytes(UTF_8));
          addRecord(
              new ConsumerRecord<>(partition.topic(), partition.partition(), at, null, value));
        }
      }
      return super.poll(Duration.ZERO);
    }

    @Override
    public ConsumerGroupMetadata groupMetadata() {
      return GroupProgress.memberless(
              "group", new TopicPartition("raw", 0), new OffsetAndMetadata(0))
          .group();
    }

    @Override
    public void close(CloseOptions options) {
      super.close(options);
    }
  }

  private final class Client extends MockProducer<byte[], byte[]> {
    private int taken;

    Client() {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void take() {
      frames.addAll(history().subList(taken, history().size()));
      taken = history().size();
    }

    @Override
    public synchronized void flush() {
      super.flush();
      if (!transactionInitialized()) {
        take();
      }
    }

    @Override
    public void commitTransaction() {
      Answer answer = answers.get(++commits);
      if (answer == Answer.MEMBER_FENCED) {
        throw new CommitFailedException("of an older generation");
      }
      if (answer != Answer.NOT_DONE) {
        super.commitTransaction();
        take();
        consumerGroupOffsetsHistory().forEach(groups -> groups.values().forEach(offsets::putAll));
      }
      if (answer != null) {
        throw new TimeoutException("no answer");
      }
    }
  }
}
