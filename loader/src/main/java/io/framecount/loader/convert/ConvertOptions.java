package io.framecount.loader.convert;

import io.framecount.common.text.EpochUnit;
import io.framecount.loader.convert.ChangedValue.Kind;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * The rules for reading JSON.
 *
 * @param epochUnit the unit of a number in a timestamp field
 * @param zone the time zone of times without an offset; UTC if empty
 * @param unknownFields the treatment of members without a field
 * @param avroJson whether Avro's own JSON encoding is understood too: tagged unions such as {@code
 *     {"string": "x"}}, and decimals as strings of bytes
 * @param refused changes that are not allowed: a line that needs one is rejected
 * @param lenient the readings that are allowed beyond strict ones
 * @param maxDepth how deep objects and arrays may be nested, the record itself included: 1 to
 *     {@value #DEEPEST}
 */
public record ConvertOptions(
    EpochUnit epochUnit,
    Optional<ZoneId> zone,
    UnknownFields unknownFields,
    boolean avroJson,
    Set<Kind> refused,
    Set<Leniency> lenient,
    int maxDepth) {
  /** Values of recursive schemas are encoded by recursion, so the stack sets the bound. */
  public static final int DEEPEST = 1000;

  public ConvertOptions {
    refused = Set.copyOf(refused);
    lenient = Set.copyOf(lenient);
    if (maxDepth < 1 || maxDepth > DEEPEST) {
      throw new IllegalArgumentException("maxDepth must be 1 to " + DEEPEST + ", not " + maxDepth);
    }
  }

  public static ConvertOptions defaults() {
    return new ConvertOptions(
        EpochUnit.AUTO, Optional.empty(), UnknownFields.DROP, false, Set.of(), Set.of(), 512);
  }

  public ConvertOptions withEpochUnit(EpochUnit unit) {
    return new ConvertOptions(unit, zone, unknownFields, avroJson, refused, lenient, maxDepth);
  }

  public ConvertOptions withZone(Optional<ZoneId> said) {
    return new ConvertOptions(epochUnit, said, unknownFields, avroJson, refused, lenient, maxDepth);
  }

  public ConvertOptions withUnknownFields(UnknownFields policy) {
    return new ConvertOptions(epochUnit, zone, policy, avroJson, refused, lenient, maxDepth);
  }

  public ConvertOptions withAvroJson(boolean understood) {
    return new ConvertOptions(
        epochUnit, zone, unknownFields, understood, refused, lenient, maxDepth);
  }

  public ConvertOptions withRefused(Set<Kind> kinds) {
    return new ConvertOptions(epochUnit, zone, unknownFields, avroJson, kinds, lenient, maxDepth);
  }

  public ConvertOptions withLenient(Set<Leniency> readings) {
    return new ConvertOptions(
        epochUnit, zone, unknownFields, avroJson, refused, readings, maxDepth);
  }

  /** Returns whether a reading is allowed. */
  public boolean allows(Leniency reading) {
    return lenient.contains(reading);
  }

  public ConvertOptions withMaxDepth(int depth) {
    return new ConvertOptions(epochUnit, zone, unknownFields, avroJson, refused, lenient, depth);
  }

  /** The treatment of JSON members without a field in the schema. */
  public enum UnknownFields {
    /** Leave them out, and count them by name. */
    DROP,
    /** Reject the record. */
    FAIL,
    /**
     * Keeps them as JSON text in the record's field that has the property {@code
     * "framecount.collect": true}: a string (one JSON object, "{}" if there are none), a nullable
     * string (null if there are none), or a map of strings (name to JSON text). Nested records
     * without such a field leave them out, and count them.
     */
    COLLECT
  }
}
