package io.framecount.common.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framecount.common.json.FieldPath.Source;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {
  @Test
  void readsNamesFromTheOutermostToTheInnermost() {
    assertThat(FieldPath.parse("uid")).isEqualTo(FieldPath.ofField("uid"));
    assertThat(FieldPath.parse("user.home.city").names()).containsExactly("user", "home", "city");
  }

  @Test
  void readsDotsBackslashesAndLeadingSignsBehindABackslash() {
    assertThat(FieldPath.parse("a\\.b.c\\\\").names()).containsExactly("a.b", "c\\");
    assertThat(FieldPath.parse("\\@key")).isEqualTo(FieldPath.ofField("@key"));
    assertThat(FieldPath.parse("a.@key").names()).containsExactly("a", "@key");
  }

  @Test
  void readsPartsOfRecords() {
    assertThat(FieldPath.parse("@key").source()).isEqualTo(Source.KEY);
    assertThat(FieldPath.parse("@timestamp").source()).isEqualTo(Source.TIMESTAMP);
    assertThat(FieldPath.parse("@partition").source()).isEqualTo(Source.PARTITION);
    assertThat(FieldPath.parse("@offset").source()).isEqualTo(Source.OFFSET);
    assertThat(FieldPath.parse("@header:a.b:c"))
        .isEqualTo(new FieldPath(Source.HEADER, List.of("a.b:c")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"uid", "a.b", "a\\.b.c\\\\", "\\@key", "a.@k", "@key", "@header:x", "@offset"})
  void isWrittenAsItIsRead(String text) {
    assertThat(FieldPath.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "a.", ".a", "a..b", "a\\", "a\\b", "a\\@", "@", "@time", "@header:"})
  void refusesWhatIsNoPath(String text) {
    assertThatThrownBy(() -> FieldPath.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + text + "' ");
  }

  @Test
  void saysHowToWriteAFieldThatBeginsLikeAPartOfARecord() {
    assertThatThrownBy(() -> FieldPath.parse("@time"))
        .hasMessage(
            "'@time' is no part of a Kafka record; there are @key, @timestamp, @partition, @offset, @header:NAME, and a field of that name is '\\@time'");
  }
}
