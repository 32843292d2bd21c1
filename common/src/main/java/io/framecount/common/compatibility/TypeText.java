package io.framecount.common.compatibility;

import java.util.stream.Collectors;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Writes types as a person would: short, with the parts that matter to readers. */
public final class TypeText {
  private TypeText() {}

  /**
   * Returns text such as {@code long (timestamp-millis)}, {@code ["null", "string"]} or {@code enum
   * Kind}.
   */
  public static String of(Schema schema) {
    String plain =
        switch (schema.getType()) {
          case UNION ->
              schema.getTypes().stream()
                  .map(TypeText::branch)
                  .collect(Collectors.joining(", ", "[", "]"));
          case ARRAY -> "array of " + of(schema.getElementType());
          case MAP -> "map of " + of(schema.getValueType());
          case RECORD -> "record " + schema.getFullName();
          case ENUM -> "enum " + schema.getFullName();
          case FIXED ->
              "fixed %s of %d bytes".formatted(schema.getFullName(), schema.getFixedSize());
          default -> schema.getType().getName();
        };
    return schema.getLogicalType() == null ? plain : "%s (%s)".formatted(plain, meaning(schema));
  }

  /**
   * Returns the meaning that a logical type gives to its plain value, such as {@code
   * timestamp-millis} or {@code decimal(10,2)}; empty for none.
   */
  static String meaning(Schema schema) {
    LogicalType logical = schema.getLogicalType();
    if (logical instanceof LogicalTypes.Decimal decimal) {
      return "decimal(%d,%d)".formatted(decimal.getPrecision(), decimal.getScale());
    }
    return logical == null ? "" : logical.getName();
  }

  private static String branch(Schema branch) {
    return switch (branch.getType()) {
      case ARRAY, MAP, RECORD, ENUM, FIXED -> of(branch);
      default ->
          branch.getLogicalType() == null ? "\"" + branch.getType().getName() + "\"" : of(branch);
    };
  }
}
