package io.framecount.loader.schema.guess;

import java.util.List;
import org.apache.avro.Schema;

/**
 * A schema, and where it may be wrong.
 *
 * @param fields how many fields all its records have together
 */
public record Guess(Schema schema, int fields, List<Doubt> doubts) {}
