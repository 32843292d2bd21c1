package io.framecount.common.compatibility;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** Walks through a reader and a writer side by side, by the rules of Avro's schema resolution. */
final class ObstacleSearch {
  private final CompatibilityLevel.Direction direction;
  private final Words words;

  /** Names of the records already visited, which may contain themselves. */
  private final Set<String> seen = new HashSet<>();

  private final List<Obstacle> found = new ArrayList<>();

  ObstacleSearch(CompatibilityLevel.Direction direction, Words words) {
    this.direction = direction;
    this.words = words;
  }

  List<Obstacle> search(Schema reader, Schema writer) {
    walk("", reader, writer);
    return found;
  }

  private void walk(String path, Schema reader, Schema writer) {
    if (reader.isUnion() || writer.isUnion()) {
      unions(path, reader, writer);
    } else if (reader.getType() == writer.getType()) {
      sameType(path, reader, writer);
    } else if (!reads(reader, writer)) {
      add(path, words.otherType(reader, writer));
    }
  }

  private void sameType(String path, Schema reader, Schema writer) {
    switch (reader.getType()) {
      case ARRAY -> walk(path + "[]", reader.getElementType(), writer.getElementType());
      case MAP -> walk(path + "{}", reader.getValueType(), writer.getValueType());
      case FIXED -> fixed(path, reader, writer);
      case ENUM -> enums(path, reader, writer);
      case RECORD -> records(path, reader, writer);
      default -> {}
    }
  }

  private void unions(String path, Schema reader, Schema writer) {
    List<Schema> branches = writer.isUnion() ? writer.getTypes() : List.of(writer);
    for (Schema branch : branches) {
      if (reads(reader, branch)) {
        continue;
      }
      Schema near = nearest(reader, branch);
      if (near != null) {
        walk(path, near, branch);
      } else if (writer.isUnion()) {
        add(path, words.missingBranch(reader, writer, branch));
      } else {
        add(path, words.otherType(reader, writer));
      }
    }
  }

  /** Returns the reader's branch that comes nearest to a branch that fits none. */
  private static Schema nearest(Schema reader, Schema branch) {
    if (!reader.isUnion()) {
      return reader.getType() == branch.getType() ? reader : null;
    }
    List<Schema> likely =
        reader.getTypes().stream().filter(type -> type.getType() == branch.getType()).toList();
    return likely.stream()
        .filter(type -> SchemaCompatibility.schemaNameEquals(type, branch))
        .findFirst()
        .orElse(likely.size() == 1 ? likely.get(0) : null);
  }

  private void fixed(String path, Schema reader, Schema writer) {
    names(path, reader, writer);
    if (reader.getFixedSize() != writer.getFixedSize()) {
      add(path, words.otherSize(reader, writer));
    }
  }

  private void enums(String path, Schema reader, Schema writer) {
    names(path, reader, writer);
    List<String> missing =
        writer.getEnumSymbols().stream().filter(symbol -> !reader.hasEnumSymbol(symbol)).toList();
    if (!missing.isEmpty() && reader.getEnumDefault() == null) {
      add(path, words.missingSymbols(reader, missing));
    }
  }

  private void records(String path, Schema reader, Schema writer) {
    if (!seen.add(reader.getFullName() + " " + writer.getFullName())) {
      return;
    }
    names(path, reader, writer);
    for (Schema.Field field : reader.getFields()) {
      String name = path.isEmpty() ? field.name() : path + "." + field.name();
      Schema.Field written = SchemaCompatibility.lookupWriterField(writer, field);
      if (written != null) {
        walk(name, field.schema(), written.schema());
      } else if (!field.hasDefaultValue()) {
        add(name, words.missingField(field, reader, writer));
      }
    }
  }

  private void names(String path, Schema reader, Schema writer) {
    if (!SchemaCompatibility.schemaNameEquals(reader, writer)) {
      add(path, words.otherName(reader, writer));
    }
  }

  private void add(String path, Words.Telling telling) {
    found.add(new Obstacle(direction, path, telling.problem(), telling.remedy()));
  }

  private static boolean reads(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
        == SchemaCompatibilityType.COMPATIBLE;
  }
}
