package io.framecount.counter.frame.field;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** Steps over one value of a known type without reading it. */
@FunctionalInterface
interface Skip {
  void over(AvroCursor cursor);

  /** Compiles the skip for a type, which may contain itself. */
  static Skip of(Schema schema) {
    return of(schema, new HashMap<>());
  }

  private static Skip of(Schema schema, Map<String, Skip> records) {
    return switch (schema.getType()) {
      case NULL -> cursor -> {};
      case BOOLEAN -> cursor -> cursor.skip(1);
      case FLOAT -> cursor -> cursor.skip(Float.BYTES);
      case DOUBLE -> cursor -> cursor.skip(Double.BYTES);
      case INT, LONG, ENUM -> AvroCursor::skipLong;
      case BYTES, STRING -> AvroCursor::skipBytes;
      case FIXED -> fixed(schema.getFixedSize());
      case UNION -> union(schema, records);
      case ARRAY -> blocks(of(schema.getElementType(), records));
      case MAP -> entries(of(schema.getValueType(), records));
      case RECORD -> record(schema, records);
    };
  }

  private static Skip fixed(int size) {
    return cursor -> cursor.skip(size);
  }

  private static Skip union(Schema schema, Map<String, Skip> records) {
    Skip[] branches =
        schema.getTypes().stream().map(type -> of(type, records)).toArray(Skip[]::new);
    return cursor -> branches[branch(cursor, branches.length)].over(cursor);
  }

  /** Reads which branch of a union follows. */
  static int branch(AvroCursor cursor, int branches) {
    long index = cursor.readLong();
    if (index < 0 || index >= branches) {
      throw new BadRecord("the bytes do not fit their schema: a union has no branch " + index);
    }
    return (int) index;
  }

  /** Reads the index of an enum's symbol. */
  static int symbol(AvroCursor cursor, int symbols) {
    long index = cursor.readLong();
    if (index < 0 || index >= symbols) {
      throw new BadRecord("the bytes do not fit their schema: an enum has no symbol " + index);
    }
    return (int) index;
  }

  private static Skip entries(Skip value) {
    return blocks(
        cursor -> {
          cursor.skipBytes();
          value.over(cursor);
        });
  }

  /** Arrays and maps come in blocks; a negative count is followed by the block's size in bytes. */
  private static Skip blocks(Skip item) {
    return cursor -> {
      for (long count = cursor.readLong(); count != 0; count = cursor.readLong()) {
        if (count < 0) {
          cursor.skip(cursor.readLong());
        } else {
          items(item, count, cursor);
        }
      }
    };
  }

  private static void items(Skip item, long count, AvroCursor cursor) {
    for (long i = 0; i < count; i++) {
      int before = cursor.position();
      item.over(cursor);
      if (cursor.position() == before) {
        // Items without bytes (null, an empty record): a damaged count must not spin for hours.
        return;
      }
    }
  }

  private static Skip record(Schema schema, Map<String, Skip> records) {
    Skip known = records.get(schema.getFullName());
    if (known != null) {
      return known;
    }
    List<Skip> fields = new ArrayList<>();
    Skip skip =
        cursor -> {
          cursor.descend();
          fields.forEach(field -> field.over(cursor));
          cursor.ascend();
        };
    records.put(schema.getFullName(), skip);
    schema.getFields().forEach(field -> fields.add(of(field.schema(), records)));
    return skip;
  }
}
