package io.framecount.counter.frame;

import io.framecount.common.avro.WriterSchemas;
import io.framecount.counter.frame.field.BadRecord;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.apache.avro.Schema;

/** The schemas that the records of one topic are, were and may be written with. */
public interface TopicSchemas extends WriterSchemas {
  /** Returns the schema with this GUID. */
  default Schema byGuid(UUID guid) {
    throw new BadRecord("there is no registry that knows the schema with GUID " + guid);
  }

  /**
   * All versions there are now of the subject that a schema of the topic's records is in, oldest
   * first.
   *
   * @param id its id, if that is known
   */
  List<Schema> versions(OptionalInt id, Schema schema);
}
