package io.framecount.counter.view;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.Printable;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.registry.RegistryException;
import io.framecount.counter.frame.FrameFormat;
import io.framecount.counter.frame.field.BadRecord;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;

/** Prints committed records of a topic as JSON lines, the bad ones as warnings. */
public final class FrameTail {
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConnection kafka;
  private final String topic;
  private final FrameFormat format;
  private final FieldChoice fields;
  private final PrintWriter out;
  private final PrintWriter err;

  public FrameTail(
      KafkaConnection kafka,
      String topic,
      FrameFormat format,
      FieldChoice fields,
      PrintWriter out,
      PrintWriter err) {
    this.kafka = kafka;
    this.topic = topic;
    this.format = format;
    this.fields = fields;
    this.out = out;
    this.err = err;
  }

  /**
   * Prints until the limit is reached, the reader of the output is gone, or it is told to stop.
   *
   * @return false if it was told to stop
   */
  public boolean print(boolean fromBeginning, long most, BooleanSupplier stopping) {
    Map<TopicPartition, Long> start =
        fromBeginning ? kafka.offsets().first(topic) : kafka.offsets().end(topic);
    try (Consumer<byte[], byte[]> consumer = CommittedRecords.from(start, kafka)) {
      long left = most;
      while (left > 0 && !stopping.getAsBoolean()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (left > 0 && print(record)) {
            left--;
          }
        }
        if (out.checkError()) {
          // The reader of our pipe, such as head, has gone.
          return true;
        }
      }
      return left <= 0;
    }
  }

  private boolean print(ConsumerRecord<byte[], byte[]> record) {
    try {
      FrameFormat.Decoded value = format.decode(record);
      if (value == null) {
        return skip(record, "its value is null");
      }
      out.print(fields.json(record, value) + "\n");
      return true;
    } catch (SerializationException | BadRecord e) {
      return skip(record, e.getMessage());
    } catch (CommandFailure e) {
      // The registry has spoken: it has no such schema, or one that is no Avro.
      boolean spoken = e instanceof RegistryException answer && answer.notFound();
      if (!spoken && e.code() != ExitCode.SCHEMA) {
        throw e;
      }
      return skip(record, e.getMessage());
    }
  }

  private boolean skip(ConsumerRecord<byte[], byte[]> record, String reason) {
    err.println(
        "skipped offset %d of partition %d: %s"
            .formatted(record.offset(), record.partition(), Printable.of(String.valueOf(reason))));
    return false;
  }
}
