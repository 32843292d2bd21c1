package io.framecount.common.compatibility;

import org.apache.avro.Schema;

/** Proposes a default for a field, as a piece of schema to paste. */
final class Defaults {
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
