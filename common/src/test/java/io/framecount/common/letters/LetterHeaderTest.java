package io.framecount.common.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** Letters outlive the versions that wrote them: their keys and bytes may never change. */
class LetterHeaderTest {
  private final Headers headers = new RecordHeaders();

  @Test
  void keysAndBytesStayAsTheyAre() {
    for (LetterHeader header : LetterHeader.values()) {
      header.add(headers, "é " + header);
    }
    assertThat(
            Arrays.stream(headers.toArray())
                .map(it -> it.key() + "=" + new String(it.value(), StandardCharsets.UTF_8))
                .collect(Collectors.joining(" ")))
        .isEqualTo(
            "framecount.reason=é REASON framecount.message=é MESSAGE framecount.path=é PATH"
                + " framecount.file=é FILE framecount.line=é LINE framecount.position=é POSITION"
                + " framecount.attempts=é ATTEMPTS framecount.topic=é TOPIC"
                + " framecount.partition=é PARTITION framecount.offset=é OFFSET"
                + " framecount.timestamp=é TIMESTAMP framecount.group=é GROUP");
    assertThat(headers.toArray()).allMatch(LetterHeader::isOurs);
  }

  @Test
  void theLastOfSeveralCounts() {
    LetterHeader.LINE.add(headers, "1");
    LetterHeader.LINE.add(headers, "2");
    assertThat(LetterHeader.LINE.text(headers)).contains("2");
  }

  @Test
  void anAbsentOrNullHeaderHasNoText() {
    headers.add("framecount.path", null);
    assertThat(LetterHeader.PATH.text(headers)).isEmpty();
    assertThat(LetterHeader.PATH.isIn(headers)).isTrue();
    assertThat(LetterHeader.GROUP.text(headers)).isEmpty();
    assertThat(LetterHeader.GROUP.isIn(headers)).isFalse();
  }

  @Test
  void aHeaderIsCopiedAsItIs() {
    headers.add("framecount.group", new byte[] {(byte) 0xff});
    headers.add("traceparent", new byte[0]);
    Headers copy = new RecordHeaders();
    LetterHeader.GROUP.copy(headers, copy);
    LetterHeader.PATH.copy(headers, copy);
    assertThat(copy.toArray()).containsExactly(headers.lastHeader("framecount.group"));
    assertThat(LetterHeader.isOurs(headers.lastHeader("traceparent"))).isFalse();
  }

  @Test
  void theTopicIsNamedAfterTheFrames() {
    assertThat(LetterTopic.of("frames")).isEqualTo("frames-dlq");
    assertThat(LetterTopic.framesOf("frames-dlq")).contains("frames");
    assertThat(LetterTopic.framesOf("frames")).isEmpty();
  }
}
