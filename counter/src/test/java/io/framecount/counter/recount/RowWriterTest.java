package io.framecount.counter.recount;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framecount.WindowCount;
import io.framecount.common.cli.CommandFailure;
import io.framecount.counter.late.LateKey;
import io.framecount.counter.names.CountNames;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

class RowWriterTest {
  private static final String KEY = "MINUTE/2016-07-11T13:39:00Z";
  private static final CountNames NAMES = new CountNames("frames", "counts");
  private static final Serializer<WindowCount> SERIALIZER = (topic, row) -> "row".getBytes(UTF_8);

  private final UnansweredProducer producer = new UnansweredProducer();

  @Test
  void replacesARowAndDeletesWhatItHoldsTogether() {
    replace();
    assertThat(producer.history())
        .extracting(sent -> sent.topic() + " " + new String(sent.key(), UTF_8))
        .containsExactly("counts " + KEY, "counts-late " + KEY + "#2@7");
  }

  @Test
  void saysThatNobodyKnowsIfTheCommitGetsNoAnswer() {
    producer.answers = false;
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(this::replace)
        .withMessage(
            "Kafka did not answer whether row '%s' of topic 'counts' is replaced, so it may be or may not; give the same command again"
                .formatted(KEY))
        .withCauseInstanceOf(TimeoutException.class);
  }

  @Test
  void takesBackWhatKafkaRefuses() {
    producer.commitTransactionException = new RecordTooLargeException("large");
    assertThatExceptionOfType(RecordTooLargeException.class).isThrownBy(this::replace);
    assertThat(producer.transactionAborted()).isTrue();
  }

  private void replace() {
    try (RowWriter writer = new RowWriter(producer, NAMES, SERIALIZER)) {
      writer.begin();
      writer.replace(KEY, null, List.of(new LateKey(KEY, 2, 7)));
    }
  }

  /** As Kafka's own where a commit gets no answer in time. */
  private static final class UnansweredProducer extends MockProducer<byte[], byte[]> {
    private boolean answers = true;

    UnansweredProducer() {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void commitTransaction() {
      if (!answers) {
        throw new TimeoutException("Timeout expired while awaiting EndTxn(true)");
      }
      super.commitTransaction();
    }

    @Override
    public void abortTransaction() {
      if (!answers) {
        throw new IllegalStateException(
            "Cannot attempt operation `abortTransaction` because the previous call to `commitTransaction` timed out and must be retried");
      }
      super.abortTransaction();
    }
  }
}
