package io.framecount.loader.schema;

import java.nio.file.Path;

/** The sources of a schema that {@code --schema} accepts. */
public sealed interface SchemaSource {
  /** A version of a subject that is whichever is newest. */
  int LATEST = 0;

  /** The product's own frame: who and when. */
  record Usual() implements SchemaSource {
    @Override
    public String toString() {
      return "the frame";
    }
  }

  /** A file with an Avro schema. */
  record SchemaFile(Path path) implements SchemaSource {}

  /** A schema of the registry by its id. */
  record Id(int id) implements SchemaSource {}

  /**
   * A schema of the registry by its place.
   *
   * @param subject null for the topic's own
   * @param version from 1, or {@link #LATEST}
   */
  record Subject(String subject, int version) implements SchemaSource {
    @Override
    public String toString() {
      String place = subject == null ? "" : "subject:" + subject;
      return "%s@%s".formatted(place, version == LATEST ? "latest" : version);
    }
  }

  /** A class that Avro generated. */
  record ClassName(String name) implements SchemaSource {}
}
