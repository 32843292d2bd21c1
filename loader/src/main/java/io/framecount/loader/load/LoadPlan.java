package io.framecount.loader.load;

import io.framecount.loader.convert.Converter;
import org.apache.avro.Schema;

/**
 * What is loaded and how it is converted.
 *
 * @param keyField the field that becomes the record key, or null for none
 */
record LoadPlan(LoadOptions options, Schema schema, String keyField) {
  static LoadPlan of(LoadOptions options) {
    Schema schema = options.schema.schema();
    LoadPlan plan = new LoadPlan(options, schema, options.conversion.keyField(schema));
    // Refuses at once what can't be converted.
    Converter unused = plan.converter();
    return plan;
  }

  /** A converter for one thread. */
  Converter converter() {
    return Converter.compile(schema, options.conversion.toConvertOptions(), keyField);
  }

  String topic() {
    return options.topic.topic();
  }

  /** Largest line to take, in bytes. */
  int maxLineBytes() {
    return options.input.maxLineBytes();
  }
}
