package io.framecount.counter.frame;

import io.framecount.common.avro.WriterSchemas;
import java.util.List;
import org.apache.avro.Schema;

/** The schemas that the records of one topic are, were and may be written with. */
public interface TopicSchemas extends WriterSchemas {
  /** All versions there are now of the schema of the topic's records, oldest first. */
  List<Schema> versions();
}
