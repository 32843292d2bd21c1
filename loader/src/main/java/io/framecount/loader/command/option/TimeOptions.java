package io.framecount.loader.command.option;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.json.FieldPath;
import io.framecount.loader.convert.stored.FieldPlace;
import java.util.Optional;
import org.apache.avro.Schema;
import picocli.CommandLine.Option;

/** Options for a frame's own time and the timestamp of its record. */
public final class TimeOptions {
  /** The field that the counter takes for the time unless told otherwise. */
  private static final String USUAL = "ts";

  @Option(
      names = "--time",
      paramLabel = "FIELD",
      description =
          "Timestamp field, for --speed and --record-timestamp event; a path such as meta.at "
              + "leads into objects. Default: the schema's first timestamp.")
  private String field;

  @Option(
      names = "--record-timestamp",
      paramLabel = "WHICH",
      defaultValue = "load",
      description =
          "Timestamp of the Kafka records: load (time of loading), event (the frame's own), or "
              + "source (that of the record of --from-topic). Default: ${DEFAULT-VALUE}.")
  private RecordTimestamp recordTimestamp;

  /** The source of a Kafka record's timestamp. */
  enum RecordTimestamp {
    LOAD,
    EVENT,
    SOURCE
  }

  /** Returns whether records bear the time of the records that they are from. */
  public boolean ofSource() {
    return recordTimestamp == RecordTimestamp.SOURCE;
  }

  /** Returns whether records bear another time than that of loading. */
  public boolean onRecords() {
    return recordTimestamp != RecordTimestamp.LOAD;
  }

  /**
   * The path of the frame's own time, or null if nobody asks.
   *
   * @param needed whether something else than the records needs it
   */
  public String field(Schema schema, boolean needed) {
    if (field != null) {
      return field;
    }
    return needed || recordTimestamp == RecordTimestamp.EVENT ? firstTimestamp(schema) : null;
  }

  /**
   * Returns what to say of the field that is the frame's own time, if readers can't tell its unit.
   */
  public Optional<String> doubt(Schema schema) {
    return doubt(schema, field);
  }

  /**
   * Returns a warning if readers can't tell the unit of a time field.
   *
   * @param name null for the one that the counter takes
   */
  public static Optional<String> doubt(Schema schema, String name) {
    String wanted = name == null ? USUAL : name;
    return schema.getFields().stream()
        .filter(each -> each.name().equals(wanted) || each.aliases().contains(wanted))
        .filter(each -> isPlainNumber(each.schema()))
        .findFirst()
        .map(
            each ->
                "warning: field %s of schema %s has the type %s, which says no unit: --epoch-unit does not change its numbers, and the counter takes them for milliseconds unless its --epoch-unit says otherwise; better write {\"name\":\"%s\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}}"
                    .formatted(each.name(), schema.getFullName(), each.schema(), each.name()));
  }

  private static boolean isPlainNumber(Schema schema) {
    return switch (schema.getType()) {
      case UNION -> schema.getTypes().stream().anyMatch(TimeOptions::isPlainNumber);
      case INT, LONG, DOUBLE -> !isTimestamp(schema);
      default -> false;
    };
  }

  private static String firstTimestamp(Schema schema) {
    return FieldPlace.timestamps(schema).stream()
        .findFirst()
        .map(FieldPath::toString)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.USAGE,
                    "schema %s has no timestamp; name the field that is the frame's own time with --time"
                        .formatted(schema.getFullName())));
  }

  private static boolean isTimestamp(Schema schema) {
    if (schema.isUnion()) {
      return schema.getTypes().stream().anyMatch(TimeOptions::isTimestamp);
    }
    return schema.getLogicalType() != null
        && schema.getLogicalType().getName().contains("timestamp-");
  }
}
