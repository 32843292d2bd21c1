package io.framecount.counter.frame.field;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framecount.common.text.EpochUnit;
import io.framecount.common.text.TimestampText;
import io.framecount.common.text.ZoneClock;
import io.framecount.counter.frame.field.FieldLookup.Found;
import io.framecount.counter.frame.field.FieldReader.Step;
import io.framecount.counter.frame.field.WantedFields.Unsaid;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * Reads when a frame happened, as epoch milliseconds: a long with a timestamp logical type, which
 * says its unit; a plain long, int or double, which does not; text, as JSON has times; or a union
 * with one of these. Where a time does not say it all, {@link Unsaid} does. Allocates nothing a
 * frame that is counted.
 */
public final class TimeStep {
  private static final int MILLIS = 3;

  private final Found field;
  private final Unsaid unsaid;

  private TimeStep(Found field, Unsaid unsaid) {
    this.field = field;
    this.unsaid = unsaid;
  }

  static Step of(Found field, Unsaid unsaid) {
    TimeStep time = new TimeStep(field, unsaid);
    Schema schema = field.schema();
    if (!schema.isUnion()) {
      return time.of(schema);
    }
    if (schema.getTypes().stream().noneMatch(TimeStep::canBeTime)) {
      throw time.unfit(schema);
    }
    return Step.union(schema.getTypes().stream().map(time::branch).toArray(Step[]::new));
  }

  /** Returns whether a field has numbers that don't say their unit. */
  public static boolean isPlain(Schema schema) {
    return schema.isUnion()
        ? schema.getTypes().stream().anyMatch(TimeStep::isPlain)
        : isNumber(schema) && unitOf(schema.getLogicalType()) == null;
  }

  public static boolean isText(Schema schema) {
    return schema.isUnion()
        ? schema.getTypes().stream().anyMatch(TimeStep::isText)
        : schema.getType() == Schema.Type.STRING;
  }

  private Step branch(Schema branch) {
    return canBeTime(branch)
        ? of(branch)
        : Step.refuse("field '%s' is a %s".formatted(field.name(), branch.getName()));
  }

  private Step of(Schema schema) {
    if (!canBeTime(schema)) {
      throw unfit(schema);
    }
    if (schema.getType() == Schema.Type.STRING) {
      return text();
    }
    if (schema.getType() == Schema.Type.DOUBLE) {
      return plainDouble();
    }
    EpochUnit unit = unitOf(schema.getLogicalType());
    if (unit == null) {
      return plain();
    }
    return isLocal(schema.getLogicalType()) ? local(unit) : timestamp(unit);
  }

  private static Step timestamp(EpochUnit unit) {
    long nanos = unit.nanos();
    if (unit == EpochUnit.MILLIS) {
      return (cursor, into) -> {
        into.time = cursor.readLong();
        into.unitNanos = FrameFields.MILLI_NANOS;
      };
    }
    return (cursor, into) -> {
      into.time = unit.toMillis(cursor.readLong());
      into.unitNanos = nanos;
    };
  }

  private Step local(EpochUnit unit) {
    long nanos = unit.nanos();
    ZoneClock clock = new ZoneClock(unsaid.localZone());
    return (cursor, into) -> {
      into.time = clock.toUtcMillis(unit.toMillis(cursor.readLong()));
      into.unitNanos = nanos;
    };
  }

  private Step plain() {
    return (cursor, into) -> {
      long number = cursor.readLong();
      EpochUnit unit = unsaid.unit().of(number);
      into.time = unit.toMillis(number);
      into.unitNanos = unit.nanos();
      if (unsaid.unit().isDoubtful(into.time)) {
        throw MisreadTime.inOtherUnit(field.name(), unit, Long.toString(number));
      }
    };
  }

  private Step plainDouble() {
    return (cursor, into) -> {
      double number = cursor.readDouble();
      if (!Double.isFinite(number)) {
        throw new BadRecord("field '%s' is %s, not a time".formatted(field.name(), number));
      }
      EpochUnit unit = unsaid.unit().of(number);
      into.time = unit.toMillis(number);
      into.unitNanos = FrameFields.MILLI_NANOS;
      if (unsaid.unit().isDoubtful(into.time)) {
        throw MisreadTime.inOtherUnit(
            field.name(), unit, BigDecimal.valueOf(number).toPlainString());
      }
    };
  }

  private Step text() {
    TimestampText time = new TimestampText(unsaid.unit(), unsaid.textZone().orElse(ZoneOffset.UTC));
    return (cursor, into) -> {
      int length = cursor.readLength();
      int from = cursor.position();
      byte[] bytes = cursor.bytes();
      cursor.skip(length);
      if (time.readString(bytes, from, from + length, MILLIS, true, false) != null) {
        throw new BadRecord(MisreadTime.noTime(field.name()));
      }
      into.time = time.value();
      into.unitNanos = FrameFields.MILLI_NANOS;
      if (time.isNumber() && unsaid.unit().isDoubtful(into.time)) {
        String number = new String(bytes, from, length, UTF_8);
        throw MisreadTime.inOtherUnit(field.name(), unsaid.unit(), number);
      }
      if (time.lacksOffset() && unsaid.textZone().isEmpty()) {
        throw MisreadTime.withoutOffset(field.name(), new String(bytes, from, length, UTF_8));
      }
    };
  }

  private static boolean canBeTime(Schema schema) {
    return schema.getType() == Schema.Type.STRING || isNumber(schema);
  }

  /** A float is none: it would be wrong by a minute. */
  private static boolean isNumber(Schema schema) {
    return switch (schema.getType()) {
      case INT, LONG -> !isDayOrHour(schema.getLogicalType());
      case DOUBLE -> true;
      default -> false;
    };
  }

  private static boolean isDayOrHour(LogicalType type) {
    return type instanceof LogicalTypes.Date
        || type instanceof LogicalTypes.TimeMillis
        || type instanceof LogicalTypes.TimeMicros;
  }

  /** Returns whether a field has times that clocks showed, without saying where. */
  public static boolean isLocal(Schema schema) {
    return schema.isUnion()
        ? schema.getTypes().stream().anyMatch(TimeStep::isLocal)
        : schema.getType() == Schema.Type.LONG
            && unitOf(schema.getLogicalType()) != null
            && isLocal(schema.getLogicalType());
  }

  private static boolean isLocal(LogicalType type) {
    return type.getName().startsWith("local-");
  }

  /** The unit that the type tells; null if it tells none. */
  private static EpochUnit unitOf(LogicalType type) {
    return switch (type == null ? "" : type.getName()) {
      case "timestamp-millis", "local-timestamp-millis" -> EpochUnit.MILLIS;
      case "timestamp-micros", "local-timestamp-micros" -> EpochUnit.MICROS;
      case "timestamp-nanos", "local-timestamp-nanos" -> EpochUnit.NANOS;
      default -> null;
    };
  }

  private BadSchema unfit(Schema schema) {
    return new BadSchema(
        "field '%s' is %s, but a time must be a long (timestamp-millis, -micros or -nanos, or plain), an int, a double or a string"
            .formatted(field.name(), schema));
  }
}
