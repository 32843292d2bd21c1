package io.framecount.loader.command.option;

import io.framecount.common.cli.option.AvroJsonOption;
import io.framecount.common.cli.option.EpochUnitOption;
import io.framecount.common.cli.option.TimeZoneOption;
import io.framecount.common.json.FieldPath;
import io.framecount.common.text.EpochUnit;
import io.framecount.loader.convert.ChangedValue.Kind;
import io.framecount.loader.convert.ConvertOptions;
import io.framecount.loader.convert.ConvertOptions.UnknownFields;
import io.framecount.loader.convert.Converter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options for the conversion of JSON to Avro. */
public final class ConversionOptions {
  private static final String DEFAULT_KEY = "uid";
  private static final String NO_KEY = "none";

  @Option(
      names = "--key",
      paramLabel = "FIELD",
      description =
          "Field whose text becomes the record key, or none, or a part of the record of "
              + "--from-topic: @key (its bytes as they are), @header:NAME, @timestamp, @partition, "
              + "@offset; a path such as user.id leads into objects. A line "
              + "without the field is rejected. Default: uid where the schema has it; a null uid "
              + "makes a record "
              + "without key.")
  private String key;

  @Mixin private EpochUnitOption epochUnit;
  @Mixin private TimeZoneOption timeZone;

  @Option(
      names = "--unknown-fields",
      paramLabel = "POLICY",
      defaultValue = "drop",
      description =
          "Treatment of JSON fields that the schema lacks: drop, fail (reject the line), or "
              + "collect (into the field marked \"framecount.collect\"). Default: "
              + "${DEFAULT-VALUE}.")
  private UnknownFields unknownFields;

  @Option(
      names = "--strict",
      paramLabel = "KINDS",
      converter = Strict.Converter.class,
      defaultValue = "none",
      description =
          "Reject lines that would be stored differently from what they say, by kind, "
              + "separated by commas: dropped (a field that the schema lacks), defaulted (a "
              + "field that the line lacks), replaced (a text that is not a symbol of an enum with "
              + "a default, or several values for one field), rounded (digits that the field's "
              + "type can't hold), assumed-utc (a time without an offset), clock-change (a local time "
              + "that the zone's clocks skip or show twice), recast (the same value in another "
              + "form), or all. Other kinds are counted. Default: ${DEFAULT-VALUE}.")
  private Strict strict;

  @Mixin private AvroJsonOption avroJson;
  @Mixin private LeniencyOptions leniency;

  /**
   * Compiles the schema for these options.
   *
   * @param timeField the path of the event time; null for none
   */
  public Converter compile(Schema schema, String timeField) {
    return Converter.compile(schema, toConvertOptions(), keyField(schema), key == null, timeField);
  }

  /** Returns the fault in these options; empty if there is none. */
  Optional<String> problem() {
    return avroJson.avroJson() && leniency.extendedJson()
        ? Optional.of(
            "--extended-json and --avro-json read the same objects in two ways; give one of them")
        : Optional.empty();
  }

  ConvertOptions toConvertOptions() {
    return ConvertOptions.defaults()
        .withEpochUnit(epochUnit.or(EpochUnit.AUTO))
        .withZone(timeZone.zone())
        .withUnknownFields(unknownFields)
        .withAvroJson(avroJson.avroJson())
        .withRefused(strict.kinds())
        .withLenient(leniency.lenient());
  }

  /** Changes to a line that reject it. */
  record Strict(Set<Kind> kinds) {
    /** Reads {@code all}, {@code none}, or names such as {@code replaced,rounded}. */
    static final class Converter implements ITypeConverter<Strict> {
      @Override
      public Strict convert(String value) {
        return switch (value) {
          case "all" -> new Strict(EnumSet.allOf(Kind.class));
          case "none" -> new Strict(EnumSet.noneOf(Kind.class));
          default ->
              new Strict(
                  Arrays.stream(value.split(",", -1)).map(this::kind).collect(Collectors.toSet()));
        };
      }

      private Kind kind(String label) {
        return Arrays.stream(Kind.values())
            .filter(kind -> kind.label().equals(label))
            .findFirst()
            .orElseThrow(
                () ->
                    new TypeConversionException(
                        "'%s' is none of all, none, %s"
                            .formatted(
                                label,
                                Arrays.stream(Kind.values())
                                    .map(Kind::label)
                                    .collect(Collectors.joining(", ")))));
      }
    }
  }

  /** The path of the field that becomes the record key, or null for none. */
  public String keyField(Schema schema) {
    if (key == null) {
      return schema.getField(DEFAULT_KEY) == null ? null : DEFAULT_KEY;
    }
    return key.equals(NO_KEY) || keyOfSource().isPresent() ? null : key;
  }

  /** Returns the part of a source record that becomes the key of its frame; empty if none does. */
  public Optional<FieldPath> keyOfSource() {
    try {
      return Optional.ofNullable(key).map(FieldPath::parse).filter(path -> !path.inValue());
    } catch (IllegalArgumentException e) {
      // The converter refuses it with the same sentence.
      return Optional.empty();
    }
  }
}
