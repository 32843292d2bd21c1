package io.framecount.loader.convert;

import io.framecount.common.text.EpochUnit;

/**
 * How JSON is read.
 *
 * @param epochUnit what a number in a timestamp field means
 * @param unknownFields what becomes of members without a field
 * @param avroJson whether Avro's own JSON encoding is understood too: tagged unions such as {@code
 *     {"string": "x"}}, and decimals as strings of bytes
 * @param maxDepth how deep objects and arrays may be nested, the record itself included: 1 to
 *     {@value #DEEPEST}
 */
public record ConvertOptions(
    EpochUnit epochUnit, UnknownFields unknownFields, boolean avroJson, int maxDepth) {
  /** Values of recursive schemas are encoded by recursion, so the stack sets the bound. */
  public static final int DEEPEST = 1000;

  public ConvertOptions {
    if (maxDepth < 1 || maxDepth > DEEPEST) {
      throw new IllegalArgumentException("maxDepth must be 1 to " + DEEPEST + ", not " + maxDepth);
    }
  }

  public static ConvertOptions defaults() {
    return new ConvertOptions(EpochUnit.AUTO, UnknownFields.DROP, false, 512);
  }

  public ConvertOptions withEpochUnit(EpochUnit unit) {
    return new ConvertOptions(unit, unknownFields, avroJson, maxDepth);
  }

  public ConvertOptions withUnknownFields(UnknownFields policy) {
    return new ConvertOptions(epochUnit, policy, avroJson, maxDepth);
  }

  public ConvertOptions withAvroJson(boolean understood) {
    return new ConvertOptions(epochUnit, unknownFields, understood, maxDepth);
  }

  public ConvertOptions withMaxDepth(int depth) {
    return new ConvertOptions(epochUnit, unknownFields, avroJson, depth);
  }
}
