package io.framecount.loader.source;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.input.LineSource;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.TopicEnd;
import io.framecount.loader.command.option.FromTopicOptions;
import io.framecount.loader.load.Intake;
import io.framecount.loader.load.Ledger;
import io.framecount.loader.plan.LoadPlan;
import io.framecount.loader.produce.FrameProducer;
import io.framecount.loader.resume.LoadProgress.Origin;
import io.framecount.loader.resume.ProgressStore;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/** A topic of JSON as the input of a load. Used by one thread. */
public final class TopicIntake implements Intake {
  /** Time in milliseconds after which another member gets the partitions of a killed one. */
  private static final int SESSION_MILLIS = 6_000;

  private final LoadPlan plan;
  private final FromTopicOptions options;
  private final KafkaConnection from;
  private final boolean ownsConnection;
  private final SourceTopic source;
  private final String group;
  private final String run = UUID.randomUUID().toString();
  private final PrintWriter err;
  private final KafkaConnection kafka;
  private TopicEnd end;
  private Map<TopicPartition, Long> first;
  private int partitions;
  private ProgressKeeper keeper;
  private TopicPositions positions;
  private RecordLines lines;

  /**
   * @param kafka the cluster to load into
   */
  private TopicIntake(
      LoadPlan plan,
      KafkaConnection kafka,
      KafkaConnection from,
      boolean ownsConnection,
      PrintWriter err) {
    this.plan = plan;
    this.options = plan.options().from();
    this.kafka = kafka;
    this.from = from;
    this.ownsConnection = ownsConnection;
    this.err = err;
    source = SourceTopic.in(from, options.topic());
    partitions = source.partitions().size();
    group = options.group(plan.topic());
    if (isSameCluster() && options.topic().equals(plan.topic())) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--from-bootstrap-server names the cluster that is loaded into, and --from-topic and --topic are both %s; a topic is not loaded into itself"
              .formatted(plan.topic()));
    }
    if (options.untilEnd()) {
      end = TopicEnd.of(from, source.name());
      first = from.offsets().first(source.name());
    }
  }

  /**
   * Finds the topic.
   *
   * @throws CommandFailure if it is not there, or is the topic of the frames
   */
  public static Intake open(LoadPlan plan, KafkaConnection kafka, PrintWriter err) {
    FromTopicOptions options = plan.options().from();
    boolean elsewhere = options.elsewhere();
    KafkaConnection from =
        elsewhere ? KafkaConnection.open(options.kafka(plan.options().kafka())) : kafka;
    boolean opened = false;
    try {
      Intake intake = new TopicIntake(plan, kafka, from, elsewhere, err);
      opened = true;
      return intake;
    } finally {
      if (elsewhere && !opened) {
        from.close();
      }
    }
  }

  private boolean isSameCluster() {
    return !ownsConnection || from.clusterId().equals(kafka.clusterId());
  }

  /** Opened when the topic of the frames exists, whose id the progress notes. */
  @Override
  public void takeOver() {
    String intoId = kafka.topics().require(plan.topic()).topicId().toString();
    boolean home = isSameCluster();
    Origin origin =
        new Origin(source.id(), home ? null : from.clusterId(), plan.topic(), home ? intoId : null);
    keeper =
        home
            ? new HomeKeeper(kafka, group, origin, run)
            : new AwayKeeper(new ProgressStore(kafka, plan.topic()), from.clusterId(), run);
    positions =
        new TopicPositions(
            source, keeper, plan.options().producer().guarantee(), origin, run, this::say);
  }

  @Override
  public Ledger ledger() {
    return positions;
  }

  @Override
  public String identity() {
    return HomeKeeper.transactionalId(group, run);
  }

  @Override
  public int count() {
    return partitions;
  }

  /** Progress is forgotten before the group is joined; see {@link #lines}. */
  @Override
  public void begin(FrameProducer producer) {}

  @Override
  public LineSource lines(int linesAtOnce) {
    if (plan.options().fromStart()) {
      keeper.forget(source.partitions());
    }
    lines =
        new RecordLines(
            source,
            () -> consumer(from, group),
            positions,
            new RecordLines.Settings(true, plan.maxLineBytes(), linesAtOnce, options.skipDeleted()),
            this::say);
    if (end != null) {
      lines.until(new Goal(end, first, positions::committedByAnyone, this::say));
    }
    return lines;
  }

  @Override
  public String whatNext() {
    return "and " + plan.options().sameCommand() + " goes on from there";
  }

  @Override
  public void close() {
    try {
      if (lines != null) {
        lines.leave();
      }
    } finally {
      if (ownsConnection) {
        from.close();
      }
    }
  }

  private void say(String line) {
    err.println(line);
    err.flush();
  }

  /**
   * Makes a consumer whose values stay where they are in the fetched bytes, without copies.
   *
   * @param group null for a consumer that belongs to none
   */
  static Consumer<byte[], ByteBuffer> consumer(KafkaConnection kafka, String group) {
    Map<String, Object> config = new HashMap<>();
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
    config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 32 << 20);
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20);
    // Closing waits for the answer to the last fetch; new records are answered at once anyway.
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    config.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, 1 << 20);
    Object protocol = kafka.clientConfig(Map.of()).get(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
    boolean classic =
        protocol == null || GroupProtocol.CLASSIC.name().equalsIgnoreCase(protocol.toString());
    if (classic) {
      config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
      config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_MILLIS / 3);
    }
    Map<String, Object> merged = new HashMap<>(kafka.clientConfig(config));
    // What exactness stands on is not for the user's settings to change.
    if (group != null) {
      merged.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    }
    merged.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    merged.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    // Where there is nothing to go on from, we say where to begin, and what is missing.
    merged.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    if (classic) {
      merged.put(
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          List.of(RangeAssignor.class.getName()));
    }
    return kafka
        .clients()
        .consumer(merged, new ByteArrayDeserializer(), new ByteBufferDeserializer());
  }
}
