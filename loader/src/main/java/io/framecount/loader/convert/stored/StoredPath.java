package io.framecount.loader.convert.stored;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Finds a value in Avro binary by the names of fields and the keys of maps on the way to it,
 * through whatever branches of unions there are. Not thread-safe; allocates nothing.
 */
public final class StoredPath {
  private final Schema schema;
  private final List<String> names;
  private final List<byte[]> keys;
  private byte[] array;
  private int at;
  private Schema type;

  /**
   * @param schema of the value to look into
   * @param names may be empty, for the value itself
   */
  public StoredPath(Schema schema, List<String> names) {
    this.schema = schema;
    this.names = List.copyOf(names);
    this.keys = names.stream().map(name -> name.getBytes(UTF_8)).toList();
  }

  /**
   * Goes to the value, from the place where the outermost one begins.
   *
   * @return false if there is none, or null
   */
  public boolean seek(byte[] record, int from) {
    array = record;
    at = from;
    type = schema;
    for (int depth = 0; depth < names.size(); depth++) {
      enterBranch();
      boolean found =
          switch (type.getType()) {
            case RECORD -> enterField(names.get(depth));
            case MAP -> enterEntry(keys.get(depth));
            default -> false;
          };
      if (!found) {
        return false;
      }
    }
    enterBranch();
    return type.getType() != Schema.Type.NULL;
  }

  /** The type of the value found, which is no union. */
  public Schema type() {
    return type;
  }

  /** Where the value found begins. */
  public int at() {
    return at;
  }

  /** Reads an int or long, seven bits a byte, then zigzag; and goes behind it. */
  public long number() {
    long raw = 0;
    int shift = 0;
    byte b;
    do {
      b = array[at++];
      raw |= (b & 0x7FL) << shift;
      shift += 7;
    } while (b < 0);
    return raw >>> 1 ^ -(raw & 1);
  }

  private void enterBranch() {
    while (type.getType() == Schema.Type.UNION) {
      type = type.getTypes().get((int) number());
    }
  }

  private boolean enterField(String name) {
    for (Schema.Field field : type.getFields()) {
      if (field.name().equals(name)) {
        type = field.schema();
        return true;
      }
      skip(field.schema());
    }
    return false;
  }

  /** Maps are in one block, each key once. */
  private boolean enterEntry(byte[] key) {
    for (long left = number(); left > 0; left--) {
      int length = (int) number();
      boolean wanted = Arrays.equals(array, at, at + length, key, 0, key.length);
      at += length;
      if (wanted) {
        type = type.getValueType();
        return true;
      }
      skip(type.getValueType());
    }
    return false;
  }

  private void skip(Schema other) {
    switch (other.getType()) {
      case NULL -> {
        // Has no bytes.
      }
      case BOOLEAN -> at++;
      case INT, LONG, ENUM -> number();
      case FLOAT -> at += Float.BYTES;
      case DOUBLE -> at += Double.BYTES;
      case FIXED -> at += other.getFixedSize();
      case STRING, BYTES -> {
        int length = (int) number();
        at += length;
      }
      case UNION -> skip(other.getTypes().get((int) number()));
      case RECORD -> other.getFields().forEach(field -> skip(field.schema()));
      case ARRAY -> skipBlock(other.getElementType(), false);
      case MAP -> skipBlock(other.getValueType(), true);
    }
  }

  private void skipBlock(Schema items, boolean keyed) {
    long count = number();
    for (long left = count; left > 0; left--) {
      if (keyed) {
        int length = (int) number();
        at += length;
      }
      skip(items);
    }
    // The empty block that ends it; one of no items is that block.
    at += count == 0 ? 0 : 1;
  }
}
