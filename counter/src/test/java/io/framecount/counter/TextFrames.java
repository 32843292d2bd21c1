package io.framecount.counter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framecount.Frame;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * A deserializer of somebody's: text such as {@code anna 1468244340000 linux}, or without the last
 * word as a record of the generated class; the header says which topic it is for.
 */
public final class TextFrames implements Deserializer<IndexedRecord> {
  private static final Schema WITH_SYSTEM =
      SchemaBuilder.record("Visit")
          .fields()
          .name("system")
          .type(SchemaBuilder.unionOf().nullType().and().stringType().endUnion())
          .noDefault()
          .requiredLong("ts")
          .requiredString("uid")
          .endRecord();

  private static final Schema WITHOUT_USER =
      SchemaBuilder.record("Tick").fields().requiredLong("ts").endRecord();

  @Override
  public IndexedRecord deserialize(String topic, byte[] value) {
    throw new SerializationException("the header is missing");
  }

  @Override
  public IndexedRecord deserialize(String topic, Headers headers, byte[] value) {
    if (!topic.equals(new String(headers.lastHeader("for").value(), UTF_8))) {
      throw new SerializationException("a record of another topic");
    }
    String[] words = new String(value, UTF_8).split(" ", -1);
    return switch (words.length) {
      case 1 -> tick(words[0]);
      case 2 -> new Frame(words[0], Instant.ofEpochMilli(Long.parseLong(words[1])));
      case 3 -> visit(words);
      default -> throw new SerializationException(words.length + " words are too many");
    };
  }

  private static IndexedRecord visit(String[] words) {
    GenericData.Record record = new GenericData.Record(WITH_SYSTEM);
    record.put("uid", words[0]);
    record.put("ts", Long.parseLong(words[1]));
    record.put("system", words[2].isEmpty() ? null : words[2]);
    return record;
  }

  private static IndexedRecord tick(String time) {
    GenericData.Record record = new GenericData.Record(WITHOUT_USER);
    record.put("ts", Long.parseLong(time));
    return record;
  }
}
