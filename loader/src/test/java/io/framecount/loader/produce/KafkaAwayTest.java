package io.framecount.loader.produce;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class KafkaAwayTest {
  @Test
  void namesTheTopicAndTheMend() {
    var refusal =
        new InvalidRecordException(
            "One or more records have been rejected due to 2 record errors in total, and only showing the first three errors at most: [RecordError(batchIndex=0, message='Compacted topic cannot accept message without key in topic partition my-frames-3'), RecordError(batchIndex=1, message='Compacted topic cannot accept message without key in topic partition my-frames-3')]");
    assertThat(KafkaAway.keylessRefusal(new KafkaException("in an error state", refusal)))
        .get()
        .extracting(Throwable::getMessage)
        .asString()
        .startsWith("topic my-frames is compacted (cleanup.policy)")
        .contains("cleanup.policy=delete", "--key");
    assertThat(
            KafkaAway.keylessRefusal(
                new KafkaException("another", new InvalidRecordException("bad"))))
        .isEmpty();
  }
}
