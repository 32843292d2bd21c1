package io.framecount.loader.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/** A serializer of somebody's: writes text, says in a header of what, and refuses some users. */
public final class TextSerializer implements Serializer<GenericRecord> {
  @Override
  public byte[] serialize(String topic, GenericRecord record) {
    throw new SerializationException("the headers are missing");
  }

  @Override
  public byte[] serialize(String topic, Headers headers, GenericRecord record) {
    String user = record.get("uid").toString();
    if (user.startsWith("bad")) {
      throw new SerializationException("no rule allows " + user);
    }
    headers.add("schema", record.getSchema().getFullName().getBytes(UTF_8));
    return (user + " " + record.get("ts")).getBytes(UTF_8);
  }
}
