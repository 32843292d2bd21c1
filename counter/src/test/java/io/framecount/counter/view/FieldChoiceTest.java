package io.framecount.counter.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.json.FieldPath;
import io.framecount.counter.frame.FrameFormat.Decoded;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class FieldChoiceTest {
  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Visit", "fields": [
                {"name": "uid", "type": "string"},
                {"name": "page", "type": ["null", {"type": "record", "name": "Page", "fields": [
                  {"name": "url", "type": "string"},
                  {"name": "next", "type": ["null", "Page"]}]}]},
                {"name": "tags", "type": {"type": "map", "values": "int"}},
                {"name": "list", "type": {"type": "array", "items": "int"}}]}
              """);

  @Test
  void printsWhatWasAskedForInThatOrder() {
    assertThat(line("page.url", "uid", "tags.a", "list"))
        .isEqualTo("{\"page.url\":\"/\",\"uid\":\"anna\",\"tags.a\":7,\"list\":[1,2]}");
  }

  @Test
  void printsAllWhenNothingWasAskedFor() {
    assertThat(line()).startsWith("{\"uid\":\"anna\",\"page\":{\"url\":\"/\",\"next\":null}");
  }

  @Test
  void printsWhatTheKafkaRecordHas() {
    assertThat(line("@partition", "@offset", "@timestamp", "@key", "@header:h", "uid"))
        .isEqualTo(
            "{\"@partition\":3,\"@offset\":42,\"@timestamp\":\"2016-07-11T13:39:44Z\",\"@key\":\"k\",\"@header:h\":\"v\",\"uid\":\"anna\"}");
  }

  @Test
  void printsNullForWhatIsNotThere() {
    assertThat(line("page.next.url", "tags.b"))
        .isEqualTo("{\"page.next.url\":null,\"tags.b\":null}");
  }

  @Test
  void refusesWhatNoRecordHas() {
    assertThatThrownBy(() -> line("uid", "user"))
        .isInstanceOfSatisfying(
            CommandFailure.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE))
        .hasMessageStartingWith(
            "topic 'visits' has no field 'user'; its fields are uid, page, tags, list, page.url,")
        .hasMessageEndingWith(
            "and each record has @key, @timestamp, @partition, @offset, @header:NAME");
    assertThatThrownBy(() -> line("page.title")).hasMessageContaining("no field 'page.title'");
    assertThatThrownBy(() -> line("list.0")).hasMessageContaining("no field 'list.0'");
    assertThatThrownBy(() -> line("\\@key")).hasMessageContaining("no field '\\@key'");
  }

  @Test
  void bearsRecordsOfOlderSchemas() {
    Schema older =
        new Schema.Parser()
            .parse(
                "{\"type\":\"record\",\"name\":\"Visit\",\"fields\":[{\"name\":\"uid\",\"type\":\"string\"}]}");
    GenericRecord old = new GenericData.Record(older);
    old.put("uid", "boris");
    FieldChoice choice = choice("uid", "page.url");
    choice.requireIn(List.of(older, SCHEMA));
    assertThat(choice.json(record(), new Decoded(old, null)))
        .isEqualTo("{\"uid\":\"boris\",\"page.url\":null}");
  }

  private static String line(String... names) {
    return choice(names).json(record(), new Decoded(visit(), null));
  }

  private static FieldChoice choice(String... paths) {
    return new FieldChoice(
        "visits", Stream.of(paths).map(FieldPath::parse).toList(), new StoredJson(false));
  }

  private static GenericRecord visit() {
    GenericRecord page = new GenericData.Record(SCHEMA.getField("page").schema().getTypes().get(1));
    page.put("url", "/");
    GenericRecord visit = new GenericData.Record(SCHEMA);
    visit.put("uid", new Utf8("anna"));
    visit.put("page", page);
    visit.put("tags", Map.of(new Utf8("a"), 7));
    visit.put("list", List.of(1, 2));
    return visit;
  }

  private static ConsumerRecord<byte[], byte[]> record() {
    return new ConsumerRecord<>(
        "visits",
        3,
        42,
        1_468_244_384_000L,
        TimestampType.CREATE_TIME,
        1,
        0,
        "k".getBytes(UTF_8),
        new byte[0],
        new RecordHeaders().add("h", "v".getBytes(UTF_8)),
        Optional.empty());
  }
}
