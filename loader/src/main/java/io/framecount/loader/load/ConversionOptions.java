package io.framecount.loader.load;

import io.framecount.common.cli.EpochUnitOption;
import io.framecount.loader.convert.ConvertOptions;
import io.framecount.loader.convert.Converter;
import io.framecount.loader.convert.UnknownFields;
import org.apache.avro.Schema;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How JSON becomes Avro. */
public final class ConversionOptions {
  private static final String DEFAULT_KEY = "uid";
  private static final String NO_KEY = "none";

  @Option(
      names = "--key",
      paramLabel = "FIELD",
      description =
          "Field whose text is the record key, or none. Default: uid where the schema has it.")
  private String key;

  @Mixin private EpochUnitOption epochUnit;

  @Option(
      names = "--unknown-fields",
      paramLabel = "POLICY",
      defaultValue = "drop",
      description =
          "What to do with JSON fields that the schema lacks: drop, fail (reject the line), or"
              + " collect (into the field marked \"framecount.collect\"). Default: ${DEFAULT-VALUE}.")
  private UnknownFields unknownFields;

  @Option(
      names = "--avro-json",
      description = {
        "Accept Avro's tagged unions, such as {\"string\": \"x\"}, as well. A decimal in quotes",
        "is then its bytes, as Avro writes them, and not a number; write numbers without quotes."
      })
  private boolean avroJson;

  /**
   * Compiles the schema for these options.
   *
   * @param timeField the root field that is the event time; null for none
   */
  public Converter compile(Schema schema, String timeField) {
    return Converter.compile(schema, toConvertOptions(), keyField(schema), timeField);
  }

  ConvertOptions toConvertOptions() {
    return ConvertOptions.defaults()
        .withEpochUnit(epochUnit.unit())
        .withUnknownFields(unknownFields)
        .withAvroJson(avroJson);
  }

  /** The field that becomes the record key, or null for none. */
  public String keyField(Schema schema) {
    if (key == null) {
      return schema.getField(DEFAULT_KEY) == null ? null : DEFAULT_KEY;
    }
    return key.equals(NO_KEY) ? null : key;
  }
}
