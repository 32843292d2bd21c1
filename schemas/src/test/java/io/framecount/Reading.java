package io.framecount;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/** How one version of a contract reads records of another. */
record Reading(Schema reader, Schema writer) {

  /** What goes wrong, each with the name of its field. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities()
        .forEach(problem -> problems.add(sentence(problem)));
    for (Field field : reader.getFields()) {
      Field written = writer.getField(field.name());
      if (written != null && !Objects.equals(meaning(field), meaning(written))) {
        // To Avro both are a number; it would read seconds as milliseconds.
        problems.add(
            "field '%s': %s there, %s here"
                .formatted(field.name(), meaning(written), meaning(field)));
      }
    }
    return problems;
  }

  private String sentence(Incompatibility problem) {
    String type = problem.getType().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return "field '%s': %s (%s)"
        .formatted(field(problem.getLocation()), type, problem.getMessage());
  }

  /** The field at a place such as {@code /fields/3/type/1}, which counts from 0. */
  private String field(String location) {
    String[] parts = location.split("/", -1);
    return parts.length > 2 && parts[1].equals("fields")
        ? reader.getFields().get(Integer.parseInt(parts[2])).name()
        : location;
  }

  private static String meaning(Field field) {
    String logical = field.schema().getProp("logicalType");
    return logical == null ? "a plain value" : logical;
  }
}
