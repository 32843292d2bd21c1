package io.framecount.counter.frame;

import io.framecount.common.avro.AvroBinary;
import io.framecount.common.serde.ForeignDeserializer;
import io.framecount.common.serde.SerdeAway;
import java.util.Arrays;
import java.util.IdentityHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Reads records through a deserializer that is not ours: what it makes is written again, as the
 * binary of its own schema, and read as our own records are, so that the same rules hold for what
 * is a time, a user or a group.
 */
final class ForeignReader implements FrameReader {
  /** A deserializer that makes a new schema object for each record must not fill the memory. */
  private static final int MOST_KNOWN = 1_000;

  private final ForeignDeserializer deserializer;
  private final WantedFields wanted;
  private final Patience patience;

  /** By identity: equal schemas may differ in aliases, and comparing them takes time. */
  private final IdentityHashMap<Schema, FieldReader> readers = new IdentityHashMap<>();

  private final IdentityHashMap<Schema, String> refusals = new IdentityHashMap<>();

  ForeignReader(ForeignDeserializer deserializer, WantedFields wanted, Patience patience) {
    this.deserializer = deserializer;
    this.wanted = wanted;
    this.patience = patience;
  }

  @Override
  public byte[] read(
      ConsumerRecord<?, ?> record, byte[] data, int from, int length, FrameFields into) {
    byte[] value = Arrays.copyOfRange(data, from, from + length);
    try {
      IndexedRecord frame =
          patience.await(
              () -> deserializer.read(record.topic(), record.headers(), value),
              problem -> problem instanceof SerdeAway);
      FieldReader reader = reader(frame.getSchema());
      byte[] binary = AvroBinary.of(frame);
      reader.read(binary, 0, binary.length, into);
      return binary;
    } catch (SerializationException e) {
      throw new Undecodable(e.getMessage());
    }
  }

  private FieldReader reader(Schema schema) {
    FieldReader known = readers.get(schema);
    if (known != null) {
      return known;
    }
    String refusal = refusals.get(schema);
    if (refusal != null) {
      throw new Undecodable(refusal);
    }
    return compile(schema);
  }

  private FieldReader compile(Schema schema) {
    if (readers.size() + refusals.size() >= MOST_KNOWN) {
      readers.clear();
      refusals.clear();
    }
    try {
      FieldReader reader = FieldReader.compile(schema, wanted);
      readers.put(schema, reader);
      return reader;
    } catch (UnfitSchema e) {
      refusals.put(schema, e.getMessage());
      throw new Undecodable(e.getMessage());
    }
  }
}
