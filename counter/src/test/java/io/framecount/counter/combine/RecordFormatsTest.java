package io.framecount.counter.combine;

import static io.framecount.counter.FakeCount.MINUTE;
import static io.framecount.counter.FakeCount.P0;
import static io.framecount.counter.FakeCount.P1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.Frame;
import io.framecount.Partial;
import io.framecount.common.letters.LetterHeader;
import io.framecount.counter.FakeCount;
import io.framecount.counter.frame.field.WantedFields;
import io.framecount.counter.progress.CountSettings;
import io.framecount.counter.progress.Tally;
import io.framecount.counter.unique.UniqueCounter;
import io.framecount.counter.window.Windows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Records of all formats in one topic, against a map of sets. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class RecordFormatsTest {
  private static final int FRAME = 1;
  private static final int NESTED = 50;
  private static final int TEXT_KEY = 60;
  private static final UUID GUID = UUID.fromString("7f4a1c52-0000-4000-8000-00000000002a");
  private static final UUID UNKNOWN = UUID.fromString("00000000-0000-4000-8000-000000000000");
  private static final String VALUE_ID = "__value_schema_id";

  private static final Schema VISIT =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Visit", "fields": [
                {"name": "before", "type": {"type": "map", "values": "long"}},
                {"name": "meta", "type": ["null", {"type": "record", "name": "Meta", "fields": [
                  {"name": "id", "type": "int"},
                  {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                  {"name": "after", "type": "string"}]}]},
                {"name": "user", "type": {"type": "map", "values": ["null", "string", "long"]}},
                {"name": "items", "type": {"type": "array", "items": "Meta"}}]}
              """);

  private final FakeCount count = new FakeCount();
  private final Map<Long, Long> frames = new TreeMap<>();
  private final Map<Long, Set<String>> users = new TreeMap<>();
  private long aside;

  @Test
  void areToldApartRecordByRecordAlsoAfterARestart() {
    count.more.put(GUID, Frame.getClassSchema());
    Random random = new Random(11);
    for (int run = 0; run < 4; run++) {
      for (int i = 0; i < 500; i++) {
        addAny(random, i % 2 == 0 ? P0 : P1);
      }
      count.combine();
      assertCounted();
    }
  }

  private void addAny(Random random, TopicPartition to) {
    String user = "u" + random.nextInt(40);
    long time = MINUTE + random.nextInt(240_000);
    byte[] framed = FakeCount.frame(user, time);
    byte[] bare = Arrays.copyOfRange(framed, 5, framed.length);
    String json =
        "{\"x\":{\"uid\":\"decoy\",\"ts\":1},\"ts\":%d,\"uid\":\"%s\"}".formatted(time, user);
    switch (random.nextInt(14)) {
      case 0 -> good(to, user, time, framed);
      case 1 -> good(to, user, time, json.getBytes(UTF_8));
      case 2 -> good(to, user, time, ("\uFEFF \n" + json + "\n").getBytes(UTF_8));
      case 3 -> good(to, user, time, framedJson(json));
      case 4 -> good(to, user, time, bare, header(VALUE_ID, id(FRAME)));
      case 5 -> good(to, user, time, bare, header(VALUE_ID, guid(GUID)));
      case 6 ->
          good(to, user, time, json.getBytes(UTF_8), header(VALUE_ID, id(FakeCount.JSON_SCHEMA)));
      case 7 -> good(to, user, time, iso(user, time));
      case 8 -> bad(to, "there is no field 'uid'", "{\"ts\":%d}".formatted(time).getBytes(UTF_8));
      case 9 -> bad(to, "the value is null", null);
      case 10 -> bad(to, "no JSON object: ", "\"text\"".getBytes(UTF_8));
      case 11 -> bad(to, "not valid JSON at byte ", (json + "}").getBytes(UTF_8));
      case 12 -> bad(to, "unknown schema with GUID", bare, header(VALUE_ID, guid(UNKNOWN)));
      default -> bad(to, "neither a schema id nor a GUID", bare, header(VALUE_ID, new byte[] {7}));
    }
  }

  /** A time in JSON says its unit by its size. */
  private static byte[] iso(String user, long time) {
    return "{\"ts\":\"%s\",\"uid\":\"%s\"}"
        .formatted(Instant.ofEpochMilli(time), user)
        .getBytes(UTF_8);
  }

  @Test
  void takesNumbersInJsonAsTheFileCountDoes() {
    good(
        P0,
        "anna",
        MINUTE,
        "{\"ts\":%d,\"uid\":\"anna\"}".formatted(MINUTE / 1_000).getBytes(UTF_8));
    good(P0, "42", MINUTE, "{\"ts\":%d000,\"uid\":42}".formatted(MINUTE).getBytes(UTF_8));
    count.combine();
    assertCounted();
  }

  @Test
  void takesTimesInJsonWithoutOffsetAsUtc() {
    for (String user : List.of("anna", "boris")) {
      String text = "{\"ts\":\"2016-07-11T13:39:00\",\"uid\":\"%s\"}".formatted(user);
      good(P0, user, MINUTE, text.getBytes(UTF_8));
    }
    count.combine();
    assertCounted();
  }

  @Test
  void findsNestedFieldsInAvroAndJson() {
    count.more.put(NESTED, VISIT);
    want("meta.at", "user.id", null);
    good(P0, "anna", MINUTE, visit(MINUTE, "anna"));
    good(P0, "42", MINUTE + 60_000, visit(MINUTE + 60_000, 42L));
    String json =
        "{\"user\":{\"id\":\"boris\",\"x\":{\"id\":0}},\"id\":1,\"meta\":{\"id\":7,\"at\":%d}}"
            .formatted(MINUTE);
    good(P1, "boris", MINUTE, json.getBytes(UTF_8));
    bad(P0, "there is no field 'meta.at'", visit(null, "anna"));
    bad(P0, "there is no field 'user.id'", visit(MINUTE, (Object) null));
    bad(P0, "field 'user.id' is a null", visitOfNull());
    bad(
        P1,
        "field 'user.id' is within 'user', an array, and arrays are not looked into",
        "{\"user\":[{\"id\":1}],\"meta\":{\"at\":%d}}".formatted(MINUTE).getBytes(UTF_8));
    bad(
        P1,
        "there is no field 'user.id': 'user' is a string",
        "{\"user\":\"anna\",\"meta\":{\"at\":%d}}".formatted(MINUTE).getBytes(UTF_8));
    count.combine();
    assertCounted();
  }

  @Test
  void countsWhatLiesBesideTheValue() {
    count.more.put(TEXT_KEY, SchemaBuilder.builder().stringType());
    want("@timestamp", "@key", null);
    byte[] any = "no record at all".getBytes(UTF_8);
    keyed(P0, "anna", "anna".getBytes(UTF_8), any);
    keyed(P0, "boris", "boris".getBytes(UTF_8), new byte[0]);
    keyed(P0, "carla", join(id(TEXT_KEY), new byte[] {10}, "carla".getBytes(UTF_8)), any);
    byte[] unknownId = {0, 0, 0, 0, 99, 1};
    keyed(P1, new String(unknownId, UTF_8), unknownId, any);
    keyedWith(P1, "carla", join(new byte[] {10}, "carla".getBytes(UTF_8)), any);
    count.kafka.append(P1, null, any);
    aside++;
    count.combine();
    // The fake broker's timestamps are of the first second of 1970.
    assertCounted();
    assertThat(reasons()).containsExactly("there is no user: @key is null");
  }

  @Test
  void groupsByPartsOfRecords() {
    want("ts", "uid", "@header:site");
    String json = "{\"ts\":%d,\"uid\":\"anna\"}".formatted(MINUTE);
    count.kafka.append(P0, null, json.getBytes(UTF_8), header("site", "web".getBytes(UTF_8)));
    count.kafka.append(
        P0, null, FakeCount.frame("boris", MINUTE), header("site", "web".getBytes(UTF_8)));
    count.kafka.append(P1, null, json.getBytes(UTF_8));
    count.combine();
    Map<String, Long> groups = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : count.kafka.records(count.names.partials())) {
      Partial partial = count.partials().deserialize(record.topic(), record.value());
      groups.merge(partial.getGroup(), partial.getFrames(), Long::sum);
    }
    assertThat(groups).isEqualTo(Map.of("web", 2L, "(none)", 1L));
  }

  private void want(String time, String unique, String by) {
    count.settings =
        new CountSettings(
            Windows.MINUTES,
            new WantedFields(time, unique, Optional.ofNullable(by)),
            count.settings.method(),
            Integer.MAX_VALUE);
  }

  private void keyed(TopicPartition to, String user, byte[] key, byte[] value) {
    count.kafka.append(to, key, value);
    counted(user, 0);
  }

  private void keyedWith(TopicPartition to, String user, byte[] key, byte[] value) {
    count.kafka.append(to, key, value, header("__key_schema_id", id(TEXT_KEY)));
    counted(user, 0);
  }

  private void good(
      TopicPartition to, String user, long time, byte[] value, RecordHeader... headers) {
    count.kafka.append(to, null, value, headers);
    counted(user, time);
  }

  private void counted(String user, long time) {
    frames.merge(time / 60_000, 1L, Long::sum);
    users.computeIfAbsent(time / 60_000, any -> new HashSet<>()).add(user);
  }

  private void bad(TopicPartition to, String reason, byte[] value, RecordHeader... headers) {
    count.kafka.append(to, reason.getBytes(UTF_8), value, headers);
    aside++;
  }

  private void assertCounted() {
    Map<Long, Long> found = new TreeMap<>();
    Map<Long, UniqueCounter> found2 = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : count.kafka.records(count.names.partials())) {
      Partial partial = count.partials().deserialize(record.topic(), record.value());
      long minute = partial.getStart().toEpochMilli() / 60_000;
      found.merge(minute, partial.getFrames(), Long::sum);
      found2
          .computeIfAbsent(minute, any -> count.settings.method().create())
          .merge(partial.getUsers());
    }
    assertThat(found).isEqualTo(frames);
    users.forEach(
        (minute, names) ->
            assertThat(found2.get(minute).estimate().count()).isEqualTo(names.size()));
    Tally tally = Tally.NONE;
    for (TopicPartition partition : count.kafka.offsets(count.names.combinerGroup()).keySet()) {
      tally = tally.plus(count.committed(partition));
    }
    long good = frames.values().stream().mapToLong(each -> each).sum();
    assertThat(tally).isEqualTo(new Tally(good + aside, good, aside));
    assertThat(count.kafka.records("frames-dlq")).hasSize((int) aside);
    for (ConsumerRecord<byte[], byte[]> letter : count.kafka.records("frames-dlq")) {
      String reason = LetterHeader.REASON.text(letter.headers()).orElseThrow();
      assertThat(reason).contains(letter.key() == null ? "" : new String(letter.key(), UTF_8));
    }
  }

  private List<String> reasons() {
    return count.kafka.records("frames-dlq").stream()
        .map(letter -> LetterHeader.REASON.text(letter.headers()).orElseThrow())
        .toList();
  }

  private static byte[] framedJson(String json) {
    return join(id(FakeCount.JSON_SCHEMA), json.getBytes(UTF_8));
  }

  private static RecordHeader header(String name, byte[] value) {
    return new RecordHeader(name, value);
  }

  private static byte[] id(int id) {
    return ByteBuffer.allocate(5).put((byte) 0).putInt(id).array();
  }

  private static byte[] guid(UUID guid) {
    return ByteBuffer.allocate(17)
        .put((byte) 1)
        .putLong(guid.getMostSignificantBits())
        .putLong(guid.getLeastSignificantBits())
        .array();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] visit(Long at, Object user) {
    return visit(at, user == null ? Map.of("name", "x") : Map.of("name", "x", "id", user));
  }

  private static byte[] visitOfNull() {
    Map<String, Object> user = new HashMap<>();
    user.put("id", null);
    return visit(MINUTE, user);
  }

  private static byte[] visit(Long at, Map<String, ?> user) {
    Schema ofMeta = VISIT.getField("meta").schema().getTypes().get(1);
    GenericRecord meta = new GenericData.Record(ofMeta);
    meta.put("id", 7);
    meta.put("at", at == null ? 0L : at);
    meta.put("after", "x");
    GenericRecord visit = new GenericData.Record(VISIT);
    visit.put("before", Map.of("id", 1L));
    visit.put("meta", at == null ? null : meta);
    visit.put("user", user);
    visit.put("items", List.of(meta));
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(id(NESTED));
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      new GenericDatumWriter<GenericRecord>(VISIT).write(visit, encoder);
      encoder.flush();
      return out.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
