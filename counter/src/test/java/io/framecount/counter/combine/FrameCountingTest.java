package io.framecount.counter.combine;

import static io.framecount.counter.FakeCount.MINUTE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.letters.LetterHeader;
import io.framecount.counter.FakeCount;
import io.framecount.counter.frame.FrameReader;
import io.framecount.counter.frame.field.BadRecord;
import io.framecount.counter.partial.Partials;
import io.framecount.counter.partial.WindowPartial;
import io.framecount.counter.progress.Tally;
import io.framecount.counter.progress.Tally.Gap;
import io.framecount.counter.time.TimestampRule;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class FrameCountingTest {
  private static final TimestampRule RULE = TimestampRule.at(MINUTE + 1_000);

  private final FakeCount count = new FakeCount();
  private final List<String> said = new ArrayList<>();
  private final Partials partials =
      new Partials(count.settings.windows(), count.settings.method(), false);
  private final SetAside setAside = new SetAside(count.kafka.connection(), count.names);
  private final PartitionProgress progress = PartitionProgress.of(null, Uuid.ZERO_UUID);
  private long offset;

  @Test
  void addsFramesToTheirWindows() {
    count(count.reader(), false, List.of(frame("anna", MINUTE), frame("boris", MINUTE - 1)));
    assertThat(progress.fresh()).isEqualTo(new Tally(2, 2, 0));
    List<WindowPartial> written = new ArrayList<>();
    partials.forEach(written::add);
    assertThat(written)
        .extracting(partial -> partial.window().start())
        .containsExactly(MINUTE - 60_000, MINUTE);
    assertThat(written).extracting(WindowPartial::frames).containsExactly(1L, 1L);
  }

  @Test
  void readsOnlyTheValueInABufferThatHoldsMore() {
    byte[] value = FakeCount.frame("anna", MINUTE);
    ByteBuffer fetched = ByteBuffer.allocate(value.length + 20).put(10, value);
    fetched.position(10).limit(10 + value.length);
    count(count.reader(), false, List.of(record(fetched)));
    assertThat(progress.fresh()).isEqualTo(new Tally(1, 1, 0));
  }

  @Test
  void setsAsideWhatIsNoFrameAndGoesOn() {
    count(
        count.reader(),
        false,
        List.of(
            record(ByteBuffer.wrap("text".getBytes(UTF_8))),
            record(null),
            frame("anna", -1),
            frame("anna", MINUTE)));
    assertThat(progress.fresh()).isEqualTo(new Tally(4, 1, 3));
    assertThat(setAside.records())
        .extracting(letter -> LetterHeader.REASON.text(letter.headers()).orElseThrow())
        .satisfiesExactly(
            reason -> assertThat(reason).startsWith("not a record with a schema id"),
            reason -> assertThat(reason).isEqualTo("the value is null"),
            reason ->
                assertThat(reason)
                    .isEqualTo("the time 1969-12-31T23:59:59.999Z (-1 ms) is before 1970"));
  }

  @Test
  void passesOverOtherTypesIfAskedTo() {
    FrameReader other =
        (record, data, from, length, into) -> {
          throw BadRecord.ofType("shop.Heartbeat", "schema shop.Heartbeat has no field 'ts'");
        };
    count(other, true, List.of(frame("anna", MINUTE), frame("anna", MINUTE)));
    assertThat(progress.fresh())
        .isEqualTo(
            new Tally(2, 0, 0, Gap.NONE, Gap.NONE, new TreeMap<>(Map.of("shop.Heartbeat", 2L))));
    assertThat(setAside.records()).isEmpty();
    assertThat(said)
        .containsExactly(
            "topic 'frames' also holds records of type shop.Heartbeat, which are passed over"
                + " (schema shop.Heartbeat has no field 'ts')");
    count(other, false, List.of(frame("anna", MINUTE)));
    assertThat(progress.fresh().setAside()).isEqualTo(1);
    assertThat(setAside.records()).hasSize(1);
  }

  private void count(
      FrameReader reader,
      boolean passesOver,
      List<ConsumerRecord<ByteBuffer, ByteBuffer>> records) {
    OtherTypes others = new OtherTypes(passesOver, "frames", said::add);
    new FrameCounting(reader, partials, setAside, others).count(records, progress, RULE);
  }

  private ConsumerRecord<ByteBuffer, ByteBuffer> frame(String user, long time) {
    return record(ByteBuffer.wrap(FakeCount.frame(user, time)));
  }

  private ConsumerRecord<ByteBuffer, ByteBuffer> record(ByteBuffer value) {
    return new ConsumerRecord<>("frames", 0, offset++, null, value);
  }
}
