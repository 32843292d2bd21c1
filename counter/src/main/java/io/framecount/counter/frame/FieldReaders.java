package io.framecount.counter.frame;

import io.framecount.common.avro.WireFormat;
import io.framecount.common.avro.WriterSchemas;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The compiled readers, by the schema id that is in each record. Not thread-safe. */
final class FieldReaders implements FrameReader {
  private static final long REFUSAL_NANOS = 10_000_000_000L;

  private final WriterSchemas schemas;
  private final WantedFields wanted;
  private final Map<Integer, Entry> entries = new HashMap<>();
  private int lastId;
  private FieldReader lastReader;

  /**
   * @param schemas throws {@link Undecodable} for a schema that is not there, and {@link
   *     RegistryAway} where that can't be known
   */
  FieldReaders(WriterSchemas schemas, WantedFields wanted) {
    this.schemas = schemas;
    this.wanted = wanted;
  }

  @Override
  public byte[] read(
      ConsumerRecord<?, ?> record, byte[] data, int from, int length, FrameFields into) {
    if (!WireFormat.isFramed(data, from, length)) {
      throw new Undecodable("not a record with a schema id (magic byte 0 is missing)");
    }
    int id = WireFormat.schemaId(data, from);
    FieldReader reader = lastReader != null && id == lastId ? lastReader : change(id);
    reader.read(data, from + WireFormat.HEADER_BYTES, from + length, into);
    return data;
  }

  private FieldReader change(int id) {
    Entry entry = entries.get(id);
    if (entry == null || entry.outdated()) {
      entry = look(id);
      entries.put(id, entry);
    }
    lastReader = entry.reader();
    lastId = id;
    return lastReader;
  }

  private Entry look(int id) {
    Schema schema;
    try {
      schema = schemas.byId(id);
    } catch (Undecodable e) {
      // Asked again after a while: the id may be registered late.
      return new Entry(null, e.getMessage(), System.nanoTime() + REFUSAL_NANOS);
    }
    try {
      return new Entry(FieldReader.compile(schema, wanted), null, 0);
    } catch (UnfitSchema e) {
      return new Entry(null, "schema id %d: %s".formatted(id, e.getMessage()), Long.MAX_VALUE);
    }
  }

  /** A reader, or why there is none and until when to believe that. */
  private record Entry(FieldReader known, String refusal, long until) {
    FieldReader reader() {
      if (known == null) {
        throw new Undecodable(refusal);
      }
      return known;
    }

    boolean outdated() {
      return known == null && until != Long.MAX_VALUE && System.nanoTime() - until > 0;
    }
  }
}
