package io.framecount.common.compatibility;

import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** What a logical type makes of the plain value under it. */
final class LogicalMeaning {
  private LogicalMeaning() {}

  /** Such as {@code timestamp-millis} or {@code decimal(10,2)}; empty for none. */
  static String of(Schema schema) {
    LogicalType logical = schema.getLogicalType();
    if (logical instanceof LogicalTypes.Decimal decimal) {
      return "decimal(%d,%d)".formatted(decimal.getPrecision(), decimal.getScale());
    }
    return logical == null ? "" : logical.getName();
  }
}
