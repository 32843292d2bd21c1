package io.framecount.counter.command.option;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.option.FieldPathConverter;
import io.framecount.common.json.FieldPath;
import io.framecount.common.json.FieldPath.Source;
import io.framecount.counter.frame.field.WantedFields;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The fields that frames are counted by. */
public final class FieldOptions {
  @Option(
      names = "--time",
      paramLabel = "PATH",
      defaultValue = "ts",
      converter = FieldPathConverter.class,
      description =
          "Timestamp field, by name or alias; meta.at within a record or map; or @timestamp, "
              + "@key, @header:NAME of the Kafka record. Default: ${DEFAULT-VALUE}.")
  private FieldPath time;

  @Option(
      names = "--unique",
      paramLabel = "PATH",
      defaultValue = "uid",
      converter = FieldPathConverter.class,
      description =
          "User id field, by name or alias, user.id within a record or map, or @key, @header:NAME "
              + "of the Kafka record: a string, enum, number, boolean, bytes or fixed. "
              + "Numbers are counted by their text, so 42 and \"42\" are one user. A frame "
              + "whose user is null is set aside. Default: ${DEFAULT-VALUE}.")
  private FieldPath unique;

  @Option(
      names = "--by",
      paramLabel = "PATH",
      converter = FieldPathConverter.class,
      description =
          "Count each value of this field separately, by name or alias, user.country within a "
              + "record or map, or @key, @partition, @header:NAME: a string, enum, "
              + "number, boolean, bytes or fixed. Frames without a value form the group (none).")
  private FieldPath by;

  @Option(
      names = "--other-types",
      paramLabel = "WHAT",
      defaultValue = "aside",
      description =
          "Treatment of records whose type lacks the field of --time or --unique: aside sets "
              + "them aside, skip ignores them. Both count such records by type. May change "
              + "from run to run. Default: ${DEFAULT-VALUE}.")
  private OtherRecords others;

  /** Returns whether records of other types are passed over, and not set aside. */
  public boolean passesOver() {
    return others == OtherRecords.SKIP;
  }

  /** Treatments of records that are no frames. */
  private enum OtherRecords {
    ASIDE,
    SKIP
  }

  /**
   * Returns the fields.
   *
   * @throws CommandFailure if the time can't be one
   */
  public WantedFields wanted() {
    if (time.source() == Source.PARTITION || time.source() == Source.OFFSET) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "%s is no time; --time takes a field, @timestamp, @key or @header:NAME".formatted(time));
    }
    return new WantedFields(
        time.toString(), unique.toString(), Optional.ofNullable(by).map(FieldPath::toString));
  }

  /**
   * Returns the fields of what is no Kafka record.
   *
   * @throws CommandFailure if one of them lies beside the value
   */
  public WantedFields wantedOfLines() {
    for (FieldPath path : Stream.of(time, unique, by).filter(Objects::nonNull).toList()) {
      if (!path.inValue()) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "%s is a part of Kafka records, which files do not have; a field of that name is written '\\%s'"
                .formatted(path, path));
      }
    }
    return wanted();
  }
}
