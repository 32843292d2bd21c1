package io.framecount.loader.produce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
  private static final byte[] BATCH = "{\"a\":1}\n{\"ts\":\"é\"}\n".getBytes(UTF_8);

  @Test
  void holdsTheLineWholeAndAllThatIsKnownOfIt() {
    ProducerRecord<byte[], byte[]> record =
        new DeadLetter("bad-time", "no date", "$.ts", "ä.gz", 2, 14)
            .toRecord("frames-dlq", BATCH, 8, BATCH.length - 1);

    assertThat(record.topic()).isEqualTo("frames-dlq");
    assertThat(record.key()).isNull();
    assertThat(new String(record.value(), UTF_8)).isEqualTo("{\"ts\":\"é\"}");
    assertThat(headers(record))
        .containsExactlyEntriesOf(
            inOrder(
                "reason",
                "bad-time",
                "message",
                "no date",
                "path",
                "$.ts",
                "file",
                "ä.gz",
                "line",
                "2",
                "position",
                "14"));
  }

  @Test
  void leavesOutThePathOfWhatIsNotJson() {
    ProducerRecord<byte[], byte[]> record =
        new DeadLetter("line-too-long", "too long", null, "a", 1, 0).toRecord("t", BATCH, 0, 7);
    assertThat(headers(record)).doesNotContainKey("framecount.path").hasSize(5);
  }

  @Test
  void comesBackFromItsHeaders() {
    DeadLetter letter = new DeadLetter("bad-time", "no date", "$.ts", "ä.gz", 2, 14);
    assertThat(DeadLetter.of(consumed(letter))).isEqualTo(letter);
    DeadLetter again = letter.again("no-key", "no key", null);
    assertThat(DeadLetter.of(consumed(again))).isEqualTo(again);
    assertThat(again).isEqualTo(new DeadLetter("no-key", "no key", null, "ä.gz", 2, 14, 2));
  }

  @Test
  void makesDoWithoutHeaders() {
    ConsumerRecord<byte[], byte[]> bare = new ConsumerRecord<>("t-dlq", 1, 7, null, BATCH);
    bare.headers().add("framecount.line", "many".getBytes(UTF_8));
    assertThat(DeadLetter.of(bare))
        .isEqualTo(new DeadLetter("unknown", "", null, "t-dlq-1", 7, 0, 1));
  }

  private static ConsumerRecord<byte[], byte[]> consumed(DeadLetter letter) {
    ConsumerRecord<byte[], byte[]> consumed = new ConsumerRecord<>("t-dlq", 0, 0, null, BATCH);
    letter.toRecord("t-dlq", BATCH, 0, 7).headers().forEach(consumed.headers()::add);
    return consumed;
  }

  private static Map<String, String> inOrder(String... namesAndValues) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put("framecount." + namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  private static Map<String, String> headers(ProducerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new LinkedHashMap<>();
    record.headers().forEach(h -> headers.put(h.key(), new String(h.value(), UTF_8)));
    return headers;
  }
}
