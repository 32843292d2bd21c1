package io.framecount.common.compatibility;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** The reader is new, the writer is old: old frames can't be read. */
final class BackwardWords implements Words {
  private final boolean alone;

  /**
   * @param demanded all directions in question: what helps here may harm the other one
   */
  BackwardWords(Set<CompatibilityLevel.Direction> demanded) {
    alone = !demanded.contains(CompatibilityLevel.Direction.FORWARD);
  }

  @Override
  public Telling missingField(Schema.Field field, Schema reader, Schema writer) {
    String renamed =
        Renames.origin(field, writer, reader)
            .map(", or, if it is %1$s renamed, add \"aliases\": [\"%1$s\"]"::formatted)
            .orElse("");
    return new Telling(
        "was added without a default, so old frames can't be read",
        Defaults.proposal(field.schema()) + renamed);
  }

  @Override
  public Telling otherType(Schema reader, Schema writer) {
    String was = TypeText.of(writer);
    String both = alone ? ", or take both as a union" : "";
    return new Telling(
        "was %s and is %s now, as which old frames can't be read"
            .formatted(was, TypeText.of(reader)),
        "keep %s%s, or give the new type to a new field with a default".formatted(was, both));
  }

  @Override
  public Telling missingBranch(Schema reader, Schema writer, Schema branch) {
    if (branch.getType() == Schema.Type.NULL) {
      return new Telling(
          "may not be null any more, but may be in old frames",
          "keep \"null\" in its type, " + TypeText.of(writer));
    }
    String lost = TypeText.of(branch);
    return new Telling(
        "does not take %s any more, which old frames may have".formatted(lost),
        "put %s back into its type".formatted(lost));
  }

  @Override
  public Telling missingSymbols(Schema reader, List<String> symbols) {
    return new Telling(
        "lost %s, which old frames may have".formatted(Words.symbols(symbols)),
        "put %s back, or give enum %s a \"default\""
            .formatted(symbols.size() == 1 ? "it" : "them", reader.getFullName()));
  }

  @Override
  public Telling otherSize(Schema reader, Schema writer) {
    return new Telling(
        "has %d bytes now and had %d".formatted(reader.getFixedSize(), writer.getFixedSize()),
        "keep %d, or give the new size to a new field with a default"
            .formatted(writer.getFixedSize()));
  }

  @Override
  public Telling otherName(Schema reader, Schema writer) {
    return new Telling(
        "is named %s now and was %s".formatted(reader.getFullName(), writer.getFullName()),
        "keep the name, or add \"aliases\": [\"%s\"] beside it".formatted(writer.getFullName()));
  }

  /** Distinguishes renamed fields from new ones, as far as possible. */
  static final class Renames {
    private Renames() {}

    /**
     * Returns the only removed field that the new one could read, if there is exactly one.
     *
     * @param added a field of {@code after} that {@code before} lacks
     */
    static Optional<String> origin(Schema.Field added, Schema before, Schema after) {
      List<Schema.Field> gone =
          before.getFields().stream()
              .filter(field -> !isKnown(field.name(), after))
              .filter(field -> field.schema().getType() == added.schema().getType())
              .filter(field -> reads(added.schema(), field.schema()))
              .toList();
      return gone.size() == 1 ? Optional.of(gone.get(0).name()) : Optional.empty();
    }

    private static boolean isKnown(String name, Schema record) {
      return record.getFields().stream()
          .anyMatch(field -> field.name().equals(name) || field.aliases().contains(name));
    }

    private static boolean reads(Schema reader, Schema writer) {
      return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
          == SchemaCompatibilityType.COMPATIBLE;
    }
  }

  /** Proposes a default for a field, as a piece of schema to paste. */
  static final class Defaults {
    private static final String NULLABLE =
        "make it nullable, \"type\": [\"null\", …] with \"default\": null";

    private Defaults() {}

    /** Returns text such as {@code add "default": "unknown"}. */
    static String proposal(Schema type) {
      return switch (type.getType()) {
        case STRING -> add("\"unknown\"");
        case INT, LONG -> add("0");
        case FLOAT, DOUBLE -> add("0.0");
        case BOOLEAN -> add("false");
        case NULL -> add("null");
        case ARRAY -> add("[]");
        case MAP -> add("{}");
        case ENUM -> add("\"%s\"".formatted(symbol(type)));
        case BYTES, FIXED, RECORD -> NULLABLE;
        case UNION -> ofUnion(type);
      };
    }

    private static String ofUnion(Schema union) {
      if (!union.isNullable()) {
        return proposal(union.getTypes().get(0));
      }
      return union.getTypes().get(0).getType() == Schema.Type.NULL
          ? add("null")
          : "put \"null\" first in its union and " + add("null");
    }

    private static String symbol(Schema type) {
      return type.getEnumSymbols().stream()
          .filter(symbol -> symbol.equalsIgnoreCase("unknown"))
          .findFirst()
          .orElse(type.getEnumSymbols().isEmpty() ? "…" : type.getEnumSymbols().get(0));
    }

    private static String add(String value) {
      return "add \"default\": " + value;
    }
  }
}
