package io.framecount.loader.load;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import org.apache.avro.Schema;
import picocli.CommandLine.Option;

/** Which time a frame is of. */
public final class TimeOptions {
  @Option(
      names = "--time",
      paramLabel = "FIELD",
      description =
          "Field that is the frame's own time, for --speed and --record-timestamp event. Default:"
              + " the schema's first timestamp.")
  private String field;

  @Option(
      names = "--record-timestamp",
      paramLabel = "WHICH",
      defaultValue = "load",
      description =
          "Timestamp of the Kafka records: the time of loading (load) or the frame's own (event)."
              + " Default: ${DEFAULT-VALUE}.")
  private RecordTimestamp recordTimestamp;

  /** What the Kafka record's timestamp is. */
  enum RecordTimestamp {
    LOAD,
    EVENT
  }

  /** Whether records bear the frames' own time. */
  public boolean onRecords() {
    return recordTimestamp == RecordTimestamp.EVENT;
  }

  /**
   * The root field that is the frame's own time, or null if nobody asks.
   *
   * @param needed whether something else than the records needs it
   */
  public String field(Schema schema, boolean needed) {
    if (field != null) {
      return field;
    }
    return needed || onRecords() ? firstTimestamp(schema) : null;
  }

  private static String firstTimestamp(Schema schema) {
    return schema.getFields().stream()
        .filter(candidate -> isTimestamp(candidate.schema()))
        .map(Schema.Field::name)
        .findFirst()
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
