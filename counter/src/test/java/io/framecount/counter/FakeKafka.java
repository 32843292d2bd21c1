package io.framecount.counter;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.KafkaOptions;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.DescribeConfigsResult;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsResult;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.internals.CoordinatorKey;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicCollection.TopicNameCollection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Topics, offsets of groups and transactions in memory, behind Kafka's own mock clients. It shows
 * only what is committed; offsets have no gaps for the marks of transactions. Used by one thread.
 */
public final class FakeKafka {
  private static final Node BROKER = new Node(1, "broker", 9092);

  private final Map<String, FakeTopic> topics = new HashMap<>();
  private final Map<String, Map<TopicPartition, OffsetAndMetadata>> groups = new HashMap<>();
  private final ArrayDeque<Answer> answers = new ArrayDeque<>();
  private final ArrayDeque<Runnable> polls = new ArrayDeque<>();
  private final KafkaConnection connection =
      new KafkaConnection(
          new KafkaOptions().elsewhere("broker:9092", null), admin(), new FakeClients());
  private int members;
  private Member<?, ?> member;

  /** The fate of a commit. */
  public enum Answer {
    DONE,
    DONE_BUT_ANSWER_LOST,
    NOT_DONE
  }

  private static final class FakeTopic {
    private final Uuid id = Uuid.randomUuid();
    private final List<FakePartition> partitions;
    private final Map<String, String> config;

    FakeTopic(int partitions, Map<String, String> config) {
      this.partitions =
          IntStream.range(0, partitions)
              .mapToObj(partition -> new FakePartition())
              .collect(Collectors.toCollection(ArrayList::new));
      this.config = config;
    }
  }

  private static final class FakePartition {
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private long first;
    private long end;
  }

  public KafkaConnection connection() {
    return connection;
  }

  public void create(String topic, int partitions, Map<String, String> config) {
    topics.put(topic, new FakeTopic(partitions, config));
  }

  /** Deletes a topic and makes it anew, with no records and another id. */
  public void makeAgain(String topic) {
    FakeTopic old = topics.get(topic);
    create(topic, old.partitions.size(), old.config);
  }

  public void addPartition(String topic) {
    topics.get(topic).partitions.add(new FakePartition());
  }

  public void delete(String topic) {
    topics.remove(topic);
  }

  public boolean exists(String topic) {
    return topics.containsKey(topic);
  }

  public Uuid id(String topic) {
    return topics.get(topic).id;
  }

  /** Appends a committed record. */
  public void append(TopicPartition to, byte[] key, byte[] value, Header... headers) {
    FakePartition partition = partition(to);
    partition.records.add(
        new ConsumerRecord<>(
            to.topic(),
            to.partition(),
            partition.end,
            1_000 + partition.end,
            TimestampType.CREATE_TIME,
            key == null ? -1 : key.length,
            value == null ? -1 : value.length,
            key,
            value,
            new RecordHeaders(headers),
            Optional.empty()));
    partition.end++;
  }

  /** All records of a topic, by partition. */
  public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    return topics.containsKey(topic)
        ? topics.get(topic).partitions.stream().flatMap(each -> each.records.stream()).toList()
        : List.of();
  }

  /** Deletes the records before an offset, as retention does. */
  public void deleteBefore(TopicPartition place, long offset) {
    FakePartition partition = partition(place);
    partition.records.removeIf(record -> record.offset() < offset);
    partition.first = offset;
    partition.end = Math.max(offset, partition.end);
  }

  /** The committed offsets of a group; changes to the map are changes to the group. */
  public Map<TopicPartition, OffsetAndMetadata> offsets(String group) {
    return groups.computeIfAbsent(group, g -> new HashMap<>());
  }

  /** Decides the fate of the next commits, in this order; further ones are done. */
  public void answer(Answer... next) {
    answers.addAll(List.of(next));
  }

  /** Does something before each of the next polls of a member of a group. */
  public void beforePolls(Runnable... next) {
    polls.addAll(List.of(next));
  }

  /** Returns whether all that was to happen before polls has happened. */
  public boolean scriptIsOver() {
    return polls.isEmpty();
  }

  /** Gives the newest member of a group these partitions instead of those that it has. */
  public void assign(TopicPartition... partitions) {
    member.rebalance(List.of(partitions));
  }

  /** Takes all partitions from the newest member without asking, as when it was silent too long. */
  public void lose() {
    member.listener.onPartitionsLost(member.assignment());
  }

  /** Returns how many members groups have had. */
  public int members() {
    return members;
  }

  private FakePartition partition(TopicPartition place) {
    return topics.get(place.topic()).partitions.get(place.partition());
  }

  private Map<TopicPartition, Long> bounds(
      Collection<TopicPartition> partitions, Function<FakePartition, Long> bound) {
    return partitions.stream()
        .collect(Collectors.toMap(Function.identity(), each -> bound.apply(partition(each))));
  }

  private List<TopicPartition> partitions(String topic) {
    return IntStream.range(0, topics.get(topic).partitions.size())
        .mapToObj(partition -> new TopicPartition(topic, partition))
        .toList();
  }

  private final class FakeClients implements KafkaConnection.Clients {
    @Override
    public <K, V> Consumer<K, V> consumer(
        Map<String, Object> config, Deserializer<K> keys, Deserializer<V> values) {
      String group = (String) config.get(ConsumerConfig.GROUP_ID_CONFIG);
      if (group == null) {
        return new FakeConsumer<>(keys, values);
      }
      Member<K, V> joined = new Member<>(group, keys, values);
      members++;
      member = joined;
      return joined;
    }

    @Override
    public <K, V> Producer<K, V> producer(
        Map<String, Object> config, Serializer<K> keys, Serializer<V> values) {
      return new FakeProducer<>(keys, values);
    }
  }

  /** Polls what the topics hold from its positions on. */
  private class FakeConsumer<K, V> extends MockConsumer<K, V> {
    private final Deserializer<K> keys;
    private final Deserializer<V> values;

    FakeConsumer(Deserializer<K> keys, Deserializer<V> values) {
      super("none");
      this.keys = keys;
      this.values = values;
    }

    @Override
    public synchronized ConsumerRecords<K, V> poll(Duration timeout) {
      for (TopicPartition each : assignment()) {
        long from = position(each);
        FakePartition partition = partition(each);
        if (from < partition.first || from > partition.end) {
          throw new OffsetOutOfRangeException(Map.of(each, from));
        }
        updateEndOffsets(Map.of(each, partition.end));
        partition.records.stream()
            .filter(record -> record.offset() >= from)
            .forEach(record -> addRecord(decode(record)));
      }
      return super.poll(timeout);
    }

    private ConsumerRecord<K, V> decode(ConsumerRecord<byte[], byte[]> record) {
      return new ConsumerRecord<>(
          record.topic(),
          record.partition(),
          record.offset(),
          record.timestamp(),
          record.timestampType(),
          record.serializedKeySize(),
          record.serializedValueSize(),
          keys.deserialize(record.topic(), record.key()),
          values.deserialize(record.topic(), record.value()),
          new RecordHeaders(record.headers()),
          record.leaderEpoch());
    }

    @Override
    public synchronized Map<TopicPartition, Long> beginningOffsets(
        Collection<TopicPartition> partitions) {
      return bounds(partitions, partition -> partition.first);
    }
  }

  /** Gets all partitions of its topic with the first poll. */
  private final class Member<K, V> extends FakeConsumer<K, V> {
    private final String group;
    private final Set<TopicPartition> sought = new HashSet<>();
    private ConsumerRebalanceListener listener;
    private boolean joined;

    Member(String group, Deserializer<K> keys, Deserializer<V> values) {
      super(keys, values);
      this.group = group;
    }

    @Override
    public synchronized void subscribe(Collection<String> wanted, ConsumerRebalanceListener told) {
      listener = told;
      super.subscribe(wanted, told);
    }

    @Override
    public synchronized ConsumerRecords<K, V> poll(Duration timeout) {
      if (!joined) {
        joined = true;
        rebalance(subscription().stream().flatMap(topic -> partitions(topic).stream()).toList());
      }
      if (!polls.isEmpty()) {
        polls.remove().run();
      }
      return super.poll(timeout);
    }

    @Override
    public synchronized void rebalance(Collection<TopicPartition> assignment) {
      // Kafka's client does the same; its mock leaves it to the test.
      Map<TopicPartition, OffsetAndMetadata> known = offsets(group);
      updateBeginningOffsets(bounds(assignment, partition -> partition.first));
      Set<TopicPartition> before = assignment();
      super.rebalance(assignment);
      assignment.stream()
          .filter(each -> !before.contains(each) && known.containsKey(each))
          .filter(each -> !sought.contains(each))
          .forEach(each -> seek(each, known.get(each).offset()));
      sought.clear();
    }

    @Override
    public synchronized void seek(TopicPartition partition, long offset) {
      sought.add(partition);
      super.seek(partition, offset);
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
        Set<TopicPartition> partitions) {
      Map<TopicPartition, OffsetAndMetadata> found = new HashMap<>();
      partitions.forEach(each -> found.put(each, offsets(group).get(each)));
      return found;
    }
  }

  /** Moves what it sent to the topics when it commits. */
  private final class FakeProducer<K, V> extends MockProducer<K, V> {
    private final Serializer<K> keys;
    private final Serializer<V> values;
    private int taken;
    private int takenOffsets;

    FakeProducer(Serializer<K> keys, Serializer<V> values) {
      super(true, null, keys, values);
      this.keys = keys;
      this.values = values;
    }

    @Override
    public void commitTransaction() {
      Answer answer = answers.isEmpty() ? Answer.DONE : answers.remove();
      if (answer != Answer.NOT_DONE) {
        super.commitTransaction();
        history().subList(taken, history().size()).forEach(this::store);
        taken = history().size();
        var history = consumerGroupOffsetsHistory();
        history
            .subList(takenOffsets, history.size())
            .forEach(each -> each.values().forEach(offsets(member.group)::putAll));
        takenOffsets = history.size();
      }
      if (answer != Answer.DONE) {
        throw new TimeoutException("no answer");
      }
    }

    private void store(ProducerRecord<K, V> record) {
      byte[] key = keys.serialize(record.topic(), record.key());
      int count = topics.get(record.topic()).partitions.size();
      int partition = key == null ? 0 : Utils.toPositive(Utils.murmur2(key)) % count;
      append(
          new TopicPartition(record.topic(), partition),
          key,
          values.serialize(record.topic(), record.value()),
          record.headers().toArray());
    }
  }

  /** The questions of an admin that have an answer here, by their names and first arguments. */
  private Admin admin() {
    InvocationHandler handler =
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "close", "describeCluster" -> null;
              default -> answer(proxy, method, arguments);
            };
    return (Admin)
        Proxy.newProxyInstance(Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, handler);
  }

  @SuppressWarnings("unchecked")
  private Object answer(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.isDefault()) {
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    Object asked = arguments[0];
    return switch (method.getName()) {
      case "describeTopics" -> {
        Collection<String> names = ((TopicNameCollection) asked).topicNames();
        yield make(DescribeTopicsResult.class, null, futures(names, this::description));
      }
      case "describeConfigs" ->
          make(
              DescribeConfigsResult.class,
              futures((Collection<ConfigResource>) asked, this::config));
      case "createTopics" -> {
        Map<String, KafkaFuture<Object>> created = new HashMap<>();
        for (NewTopic topic : (Collection<NewTopic>) asked) {
          create(
              topic.name(),
              topic.numPartitions(),
              topic.configs() == null ? Map.of() : topic.configs());
          created.put(topic.name(), KafkaFuture.completedFuture(null));
        }
        yield make(CreateTopicsResult.class, created);
      }
      case "listOffsets" -> {
        Map<TopicPartition, OffsetSpec> specs = (Map<TopicPartition, OffsetSpec>) asked;
        yield new ListOffsetsResult(futures(specs.keySet(), each -> bound(each, specs.get(each))));
      }
      case "listConsumerGroupOffsets" -> {
        Map<CoordinatorKey, KafkaFuture<Map<TopicPartition, OffsetAndMetadata>>> all =
            new HashMap<>();
        ((Map<String, ListConsumerGroupOffsetsSpec>) asked)
            .forEach(
                (group, spec) ->
                    all.put(
                        CoordinatorKey.byGroupId(group),
                        KafkaFuture.completedFuture(committed(group, spec))));
        yield make(ListConsumerGroupOffsetsResult.class, all);
      }
      case "describeConsumerGroups" ->
          new DescribeConsumerGroupsResult(
              futures(
                  (Collection<String>) asked,
                  group -> {
                    throw new GroupIdNotFoundException(group);
                  }));
      default -> throw new UnsupportedOperationException(method.getName());
    };
  }

  private TopicDescription description(String name) {
    FakeTopic topic = topic(name);
    List<TopicPartitionInfo> partitions =
        IntStream.range(0, topic.partitions.size())
            .mapToObj(p -> new TopicPartitionInfo(p, BROKER, List.of(BROKER), List.of(BROKER)))
            .toList();
    return new TopicDescription(name, false, partitions, Set.of(), topic.id);
  }

  private Config config(ConfigResource resource) {
    Map<String, String> config = new HashMap<>();
    config.put("cleanup.policy", "delete");
    config.put("max.message.bytes", "1048588");
    config.putAll(topic(resource.name()).config);
    return new Config(
        config.entrySet().stream()
            .map(entry -> new ConfigEntry(entry.getKey(), entry.getValue()))
            .toList());
  }

  private ListOffsetsResultInfo bound(TopicPartition place, OffsetSpec spec) {
    topic(place.topic());
    FakePartition partition = partition(place);
    long offset = spec instanceof OffsetSpec.EarliestSpec ? partition.first : partition.end;
    return new ListOffsetsResultInfo(offset, -1, Optional.empty());
  }

  private FakeTopic topic(String name) {
    if (!topics.containsKey(name)) {
      throw new UnknownTopicOrPartitionException(name);
    }
    return topics.get(name);
  }

  private Map<TopicPartition, OffsetAndMetadata> committed(
      String group, ListConsumerGroupOffsetsSpec spec) {
    Map<TopicPartition, OffsetAndMetadata> found = new HashMap<>(offsets(group));
    if (spec.topicPartitions() != null) {
      found.keySet().retainAll(spec.topicPartitions());
      spec.topicPartitions().forEach(each -> found.putIfAbsent(each, null));
    }
    return found;
  }

  private static <K, V> Map<K, KafkaFuture<V>> futures(Collection<K> keys, Function<K, V> answer) {
    Map<K, KafkaFuture<V>> futures = new HashMap<>();
    for (K key : keys) {
      KafkaFutureImpl<V> future = new KafkaFutureImpl<>();
      try {
        future.complete(answer.apply(key));
      } catch (RuntimeException e) {
        future.completeExceptionally(e);
      }
      futures.put(key, future);
    }
    return futures;
  }

  /** Makes an answer whose constructor is Kafka's own. */
  private static <T> T make(Class<T> type, Object... arguments)
      throws ReflectiveOperationException {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == arguments.length) {
        constructor.setAccessible(true);
        return type.cast(constructor.newInstance(arguments));
      }
    }
    throw new NoSuchMethodException(type.getName());
  }
}
