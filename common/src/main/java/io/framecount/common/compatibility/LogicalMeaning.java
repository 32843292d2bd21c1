package io.framecount.common.compatibility;

import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** The meaning that a logical type gives to its plain value. */
final class LogicalMeaning {
  private LogicalMeaning() {}

  /** Returns text such as {@code timestamp-millis} or {@code decimal(10,2)}; empty for none. */
  static String of(Schema schema) {
    LogicalType logical = schema.getLogicalType();
    if (logical instanceof LogicalTypes.Decimal decimal) {
      return "decimal(%d,%d)".formatted(decimal.getPrecision(), decimal.getScale());
    }
    return logical == null ? "" : logical.getName();
  }
}
