package io.framecount.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CounterIT {
  @TempDir private Path state;

  @Test
  void countsAsANaiveCounterDoesAndOnlyOnce() {
    try (FrameTopic topic = CounterRun.newTopic()) {
      RandomFrames.add(topic, 1, 50_000, 7);

      CliRun first = CounterRun.untilEnd(state, topic.name());
      assertThat(first.stderr())
          .contains("hold all")
          .contains("registered " + topic.name())
          .containsPattern("memory: a heap of at most [0-9,]+ MB, in it 64 MB of users");
      assertThat(first.stdout()).as(first.stderr()).isEqualTo(topic.expectedTsv());
      assertThat(first.code()).as(first.stderr()).isZero();

      CliRun second = CounterRun.untilEnd(state, topic.name());
      assertThat(second.stderr())
          .contains("this run: 0 frames read = 0 counted + 0 set aside")
          .doesNotContain("registered");
      assertThat(second.stdout()).as(second.stderr()).isEqualTo(topic.expectedTsv());
      assertThat(second.code()).as(second.stderr()).isZero();
    }
  }

  @Test
  void countsLaterFramesAsIncrements() {
    try (FrameTopic topic = CounterRun.newTopic()) {
      topic.add("anna", RandomFrames.START);
      topic.flush();
      assertThat(CounterRun.untilEnd(state, topic.name()).stdout()).isEqualTo(topic.expectedTsv());
      assertThat(show(topic)).contains("\"revision\":1,").contains("\"unique_users\":1,");

      topic.add("anna", RandomFrames.START + 1);
      topic.add("boris", RandomFrames.START + 2);
      topic.flush();
      // With the state of another machine: it comes back from Kafka.
      CliRun second = CounterRun.untilEnd(state.resolve("elsewhere"), topic.name());
      assertThat(second.stdout()).as(second.stderr()).isEqualTo(topic.expectedTsv());
      assertThat(second.stderr()).contains("this run: 2 frames").contains("in total: 3 frames");
      assertThat(show(topic))
          .containsPattern("\"revision\":[23],")
          .contains("\"unique_users\":2,")
          .contains("\"frames\":3,");
    }
  }

  @Test
  void setsAsideWhatItCannotCount() {
    try (FrameTopic topic = CounterRun.newTopic()) {
      topic.add("anna", RandomFrames.START);
      topic.send("k".getBytes(StandardCharsets.UTF_8), null);
      topic.send(null, "{\"uid\":\"anna\"}".getBytes(StandardCharsets.UTF_8));
      topic.send(null, new byte[] {0, 0x7f, 0, 0, 1, 1, 1});
      byte[] cut = topic.frame("anna", RandomFrames.START);
      topic.send(null, java.util.Arrays.copyOf(cut, cut.length - 3));
      topic.send("anna", RandomFrames.START + (1L << 42));
      topic.send("anna", -1);
      topic.flush();

      CliRun run = CounterRun.untilEnd(state, topic.name());
      assertThat(run.stdout()).as(run.stderr()).isEqualTo(topic.expectedTsv());
      assertThat(run.stderr()).contains("this run: 7 frames read = 1 counted + 6 set aside");
      assertThat(run.code()).as(run.stderr()).isEqualTo(3);

      assertThat(DeadLetters.of(topic.name() + "-dlq"))
          .extracting(DeadLetters.Letter::reason)
          .containsExactlyInAnyOrder(
              "the value is null",
              "there is no field 'ts'",
              "unknown schema id 2130706433",
              "the bytes do not fit their schema: they end too early",
              "the time 2155-11-23T21:14:28.104Z (5866290868104 ms) is more than a day ahead of now: the partition is at 2016-07-11T13:39:17Z, and bit 42 flipped makes it 2016-07-11T13:39:17Z",
              "the time 1969-12-31T23:59:59.999Z (-1 ms) is before 1970");
      assertThat(DeadLetters.of(topic.name() + "-dlq"))
          .allSatisfy(letter -> assertThat(letter.isWholeAndFindable(topic.name())).isTrue());
    }
  }

  @Test
  void knowsTheNeighboursOfAFlippedBitAlsoAfterARestart() {
    try (FrameTopic topic = CounterRun.newTopic()) {
      for (int i = 0; i < 100; i++) {
        topic.add("anna", RandomFrames.START + i);
      }
      topic.flush();
      CounterRun.untilEnd(state, topic.name());
      topic.send("anna", RandomFrames.START ^ (1L << 34));
      topic.add("anna", RandomFrames.START + 36_000_000);
      topic.flush();

      CliRun run = CounterRun.untilEnd(state, topic.name());
      assertThat(run.stdout()).as(run.stderr()).isEqualTo(topic.expectedTsv());
      assertThat(run.stderr()).contains("this run: 2 frames read = 1 counted + 1 set aside");
      assertThat(run.code()).as(run.stderr()).isEqualTo(3);
      List<DeadLetters.Letter> letters = DeadLetters.of(topic.name() + "-dlq");
      assertThat(letters).hasSize(1);
      assertThat(letters.get(0).reason())
          .contains("stands alone", "bit 34", "makes it 2016-07-11T13:39:17Z");

      topic.sendAgain(letters.get(0).record());
      topic.flush();
      assertThat(CounterRun.untilEnd(state, topic.name()).stderr())
          .contains("this run: 1 frames read = 1 counted + 0 set aside");
    }
  }

  @Test
  void setsAsideARecordAsLargeAsTheSourceTakes() {
    try (FrameTopic topic = CounterRun.newTopic()) {
      topic.add("anna", RandomFrames.START);
      topic.send(null, new byte[1_048_000]);
      topic.flush();
      CliRun run = CounterRun.untilEnd(state, topic.name());
      assertThat(run.stderr()).contains("2 frames read = 1 counted + 1 set aside");
      assertThat(run.code()).as(run.stderr()).isEqualTo(3);
      assertThat(DeadLetters.of(topic.name() + "-dlq"))
          .allSatisfy(letter -> assertThat(letter.isWholeAndFindable(topic.name())).isTrue())
          .hasSize(1);
    }
  }

  @Test
  void showsCountsWithoutACounterAndTailsFrames() {
    try (FrameTopic topic = CounterRun.newTopic()) {
      topic.add("anna", RandomFrames.START);
      topic.flush();
      CliRun tail =
          CounterRun.of("tail", "--topic", topic.name(), "--from-beginning", "--max-messages", "1");
      assertThat(tail.stdout())
          .as(tail.stderr())
          .isEqualTo("{\"uid\":\"anna\",\"ts\":\"2016-07-11T13:39:17Z\"}\n");
      assertThat(tail.code()).as(tail.stderr()).isZero();

      CounterRun.untilEnd(state, topic.name());
      CliRun show = CounterRun.of("show", "--output", topic.name() + "-counts", "--format", "tsv");
      assertThat(show.stdout()).as(show.stderr()).isEqualTo(topic.expectedTsv());
      assertThat(show.stderr()).isEmpty();
      assertThat(show.code()).as(show.stderr()).isZero();
    }
  }

  private static String show(FrameTopic topic) {
    return CounterRun.of("show", "--topic", topic.name(), "--format", "json").stdout();
  }
}
