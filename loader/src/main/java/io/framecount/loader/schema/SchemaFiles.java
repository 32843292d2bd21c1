package io.framecount.loader.schema;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.registry.WrittenSchema;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;

/** Reads a schema from a file, with types that other files define. */
final class SchemaFiles {
  /** Beginning of Avro's complaint about an undefined type. */
  private static final String UNDEFINED = "Undefined schema: ";

  private final List<Path> types;

  /**
   * @param types files with types that the schema may refer to, in any order
   */
  SchemaFiles(List<Path> types) {
    this.types = types;
  }

  /** Source of types that no file defines. */
  interface Elsewhere {
    Optional<WrittenSchema> parse(String text, String what);
  }

  /**
   * @throws CommandFailure with {@link ExitCode#SCHEMA} if it is no schema, or a type is missing
   */
  ChosenSchema read(Path file, Elsewhere elsewhere) {
    String text = text(file);
    String name = file.toString();
    try {
      Schema schema = parse(file, text, definitions());
      return ChosenSchema.local(name, WrittenSchema.of(schema));
    } catch (AvroTypeException e) {
      String missing = e.getMessage().substring(UNDEFINED.length());
      return ChosenSchema.local(
          name,
          elsewhere.parse(text, "schema " + name).orElseThrow(() -> undefined(file, missing, e)));
    }
  }

  /** The texts of the other files, each after those that it needs. */
  private List<String> definitions() {
    List<String> ordered = new ArrayList<>();
    List<Path> left = new ArrayList<>(types);
    while (!left.isEmpty()) {
      int before = left.size();
      AvroTypeException problem = null;
      for (Path file : List.copyOf(left)) {
        String text = text(file);
        try {
          Schema unused = parse(file, text, ordered);
          ordered.add(text);
          left.remove(file);
        } catch (AvroTypeException e) {
          problem = e;
        }
      }
      if (left.size() == before) {
        String missing = problem.getMessage().substring(UNDEFINED.length());
        throw undefined(left.get(left.size() - 1), missing, problem);
      }
    }
    return ordered;
  }

  /**
   * @throws AvroTypeException if a type is missing
   */
  private static Schema parse(Path file, String text, List<String> definitions) {
    try {
      Schema.Parser parser = new Schema.Parser();
      definitions.forEach(parser::parse);
      return parser.parse(text);
    } catch (RuntimeException e) {
      // Avro trips over a text that is a name only, with a NullPointerException.
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      if (e instanceof AvroTypeException missing && reason.startsWith(UNDEFINED)) {
        throw missing;
      }
      throw failure(file, "is not an Avro schema: " + reason, e);
    }
  }

  private static String text(Path file) {
    try {
      String text = Files.readString(file);
      // Some editors put a byte order mark before it.
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      throw failure(file, "does not exist", e);
    } catch (CharacterCodingException e) {
      throw failure(file, "is not text in UTF-8", e);
    } catch (AccessDeniedException e) {
      throw failure(file, "can't be read: access is denied", e);
    } catch (IOException e) {
      throw failure(file, "can't be read: " + e.getMessage(), e);
    }
  }

  private static CommandFailure undefined(Path file, String type, Exception cause) {
    return failure(
        file,
        "refers to %s, which neither it nor --schema-types nor the subject's references define"
            .formatted(type),
        cause);
  }

  private static CommandFailure failure(Path file, String problem, Exception cause) {
    return new CommandFailure(
        ExitCode.SCHEMA, "schema %s %s; nothing was sent".formatted(file, problem), cause);
  }
}
