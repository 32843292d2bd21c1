package io.framecount.counter.merge;

import io.framecount.counter.FakeKafka;
import io.framecount.counter.names.CountNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** Merges the partials of a count in memory, which must lie in one partition. */
public final class FakeMerger implements AutoCloseable {
  private final FakeKafka kafka;
  private final CountNames names;
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> partials;

  public FakeMerger(FakeKafka kafka, MergerPlan plan, Path state) {
    this.kafka = kafka;
    names = plan.names();
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, names.application());
    config.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    driver = new TopologyTestDriver(Merger.topology(plan, partition -> true), config);
    partials =
        driver.createInputTopic(
            names.partials(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Merges all partials since the last call. */
  public void merge() {
    var offsets = kafka.offsets(names.application());
    var place = new TopicPartition(names.partials(), 0);
    long next = offsets.containsKey(place) ? offsets.get(place).offset() : 0;
    for (ConsumerRecord<byte[], byte[]> record : kafka.records(names.partials())) {
      if (record.offset() >= next) {
        partials.pipeInput(new TestRecord<>(record.key(), record.value(), record.headers()));
        offsets.put(place, new OffsetAndMetadata(record.offset() + 1));
      }
    }
    passOn();
  }

  /** Lets time pass, so that windows settle and drop their state. */
  public void pass(Duration time) {
    driver.advanceWallClockTime(time);
    passOn();
  }

  private void passOn() {
    for (String topic : Set.of(names.output(), names.late(), names.windowChangelog())) {
      var bytes = new ByteArrayDeserializer();
      driver
          .createOutputTopic(topic, bytes, bytes)
          .readRecordsToList()
          .forEach(
              record ->
                  kafka.append(
                      new TopicPartition(topic, 0),
                      record.key(),
                      record.value(),
                      record.headers().toArray()));
    }
  }

  @Override
  public void close() {
    driver.close();
  }
}
