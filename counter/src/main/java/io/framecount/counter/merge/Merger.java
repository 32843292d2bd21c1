package io.framecount.counter.merge;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.failure.Causes;
import io.framecount.common.kafka.GroupOffsets;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.counter.late.LateFrames;
import io.framecount.counter.names.CountNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds partials to rows in the background, exactly once, until it is closed. */
public final class Merger implements AutoCloseable {
  private static final int SESSION_MILLIS = 6_000;
  private static final int COMMIT_MILLIS = 200;
  private static final int FETCH_WAIT_MILLIS = 100;
  private static final int RESTORE_WAIT_MILLIS = 10;

  /** Size in bytes of the cache of the newest rows, on the heap. */
  public static final long CACHE_BYTES = 16 << 20;

  /** Partials may have half a megabyte: the usual thousand of each partition are too many. */
  private static final int BUFFERED_RECORDS = 16;

  private static final Duration CLOSE = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(Merger.class);

  private final KafkaStreams streams;
  private final String applicationId;
  private final LateFrames late;
  private final Restarts restarts = new Restarts(System::nanoTime);
  private final Replacement replacement;
  private volatile Throwable failure;

  private Merger(KafkaStreams streams, MergerPlan plan) {
    this.streams = streams;
    applicationId = plan.names().application();
    late = plan.lateFrames();
    replacement = new Replacement(streams::addStreamThread, problem -> failure = problem, PAUSE);
  }

  /** Starts to merge; returns before the first row. */
  public static Merger start(KafkaConnection kafka, MergerPlan plan, StateDirectory state) {
    BoundedRocksDb.loadLibrary(state.path());
    StreamsConfig config = new StreamsConfig(config(kafka, plan, state));
    Topology topology = topology(plan, partition -> offsetKnown(kafka, plan.names(), partition));
    Merger merger = new Merger(new KafkaStreams(topology, config), plan);
    merger.streams.setUncaughtExceptionHandler(merger::answer);
    merger.streams.start();
    return merger;
  }

  private static boolean offsetKnown(KafkaConnection kafka, CountNames names, int partition) {
    TopicPartition partials = new TopicPartition(names.partials(), partition);
    return !GroupOffsets.isForgotten(kafka, names.application(), partials);
  }

  private StreamThreadExceptionResponse answer(Throwable problem) {
    if (restarts.allow(problem)) {
      LOG.warn("merging resumes from the last commit", problem);
      replacement.watch(problem);
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    failure = problem;
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /** The Kafka Streams client, for metrics. */
  public KafkaStreams streams() {
    return streams;
  }

  /**
   * Returns about how many windows, each group apart, have state now; NaN while partitions move.
   */
  public double windows() {
    try {
      return streams.metadataForLocalThreads().stream()
          .flatMap(thread -> thread.activeTasks().stream())
          .mapToLong(task -> windows(task.taskId().partition()))
          .sum();
    } catch (InvalidStateStoreException | IllegalStateException e) {
      return Double.NaN;
    }
  }

  /** Windows whose state was dropped leave a marker among the rows, but no entry in the index. */
  private long windows(int partition) {
    ReadOnlyKeyValueStore<Bytes, byte[]> due =
        streams.store(
            StoreQueryParameters.fromNameAndType(
                    CountNames.DUE_STORE, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
                .withPartition(partition));
    long notes = due.get(StateFormat.KEY) == null ? 0 : 1;
    return Math.max(0, due.approximateNumEntries() - notes);
  }

  /** Frames that came after their windows' state was dropped. Thread-safe. */
  public long lateFrames() {
    return late.frames();
  }

  /** Returns whether merging has ended by itself, which it never should. */
  public boolean failed() {
    return failure != null;
  }

  /**
   * Says why merging has ended, if it has.
   *
   * @throws CommandFailure with the reason
   */
  public void requireHealth() {
    if (failure != null) {
      throw new CommandFailure("merging stopped: " + reason(failure), failure);
    }
  }

  @Override
  public void close() {
    replacement.close();
    streams.close(
        CloseOptions.timeout(CLOSE)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
  }

  static Topology topology(MergerPlan plan, IntPredicate offsetKnown) {
    Topology topology = new Topology();
    topology.addSource(
        "partials", Serdes.String().deserializer(), plan.partials(), plan.names().partials());
    topology.addProcessor("merge", () -> new MergeProcessor(plan, offsetKnown), "partials");
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(CountNames.WINDOW_STORE),
                Serdes.String(),
                plan.rows())
            // Several partials of a window within a commit become one write to the changelog.
            .withCachingEnabled(),
        "merge");
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(CountNames.DUE_STORE),
            Serdes.Bytes(),
            Serdes.ByteArray()),
        "merge");
    if (plan.groupLimit().isPresent()) {
      topology.addStateStore(
          Stores.keyValueStoreBuilder(
                  Stores.persistentKeyValueStore(CountNames.GROUP_STORE),
                  Serdes.String(),
                  Serdes.Long())
              .withCachingEnabled(),
          "merge");
    }
    topology.addSink(
        MergeProcessor.COUNTS,
        plan.names().output(),
        Serdes.String().serializer(),
        plan.rows().serializer(),
        "merge");
    topology.addSink(
        MergeProcessor.LATE,
        plan.names().late(),
        Serdes.String().serializer(),
        plan.latePartials(),
        "merge");
    return topology;
  }

  private static Map<String, Object> config(
      KafkaConnection kafka, MergerPlan plan, StateDirectory state) {
    Map<String, Object> defaults = new HashMap<>();
    defaults.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
    defaults.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
    defaults.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_RECORDS);
    defaults.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MILLIS);
    defaults.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        SESSION_MILLIS / 3);
    // Closing waits for the answer to the last fetch; new partials are answered at once anyway.
    defaults.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG),
        FETCH_WAIT_MILLIS);
    // A changelog that is added waits for the answer to the fetch of those before it, and an empty
    // one has nothing to answer with.
    defaults.put(
        StreamsConfig.restoreConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG),
        RESTORE_WAIT_MILLIS);
    defaults.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), RecordSize.LARGEST);
    RecordSize.topicConfig(plan.method())
        .forEach((name, value) -> defaults.put(StreamsConfig.topicPrefix(name), value));
    Map<String, Object> config = kafka.clientConfig(defaults);
    // Chosen for the combiner; Kafka Streams has protocols of its own.
    config.remove(StreamsConfig.GROUP_PROTOCOL_CONFIG);
    // To begin anywhere else would leave partials out.
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.remove(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG));
    config.remove(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG));
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, plan.names().application());
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.STATE_DIR_CONFIG, state.path().toString());
    config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    return config;
  }

  private String reason(Throwable problem) {
    Throwable cause =
        Causes.of(problem).stream()
            .filter(CommandFailure.class::isInstance)
            .findFirst()
            .orElseGet(() -> Causes.innermost(problem));
    if (cause instanceof TopicAuthorizationException topics
        && topics.unauthorizedTopics().isEmpty()) {
      return "Kafka Streams may not create its topics; ask for the ACL Create on all topics that begin with %s-"
          .formatted(applicationId);
    }
    if (cause instanceof CommandFailure) {
      return cause.getMessage();
    }
    String words = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return words + "; what is committed stays, start again to go on";
  }
}
