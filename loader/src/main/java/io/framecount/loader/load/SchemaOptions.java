package io.framecount.loader.load;

import io.framecount.Frame;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.serde.SerdeOptions;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import picocli.CommandLine.Option;

/** Under which schema the frames are written. */
public final class SchemaOptions {
  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description = "Avro schema of the frames (.avsc). Default: io.framecount.Frame {uid, ts}.")
  private Path file;

  @Option(
      names = "--register",
      description =
          "Let the loader create the subject, or add the schema to it as a new version. Without"
              + " it, nothing is ever registered.")
  private boolean register;

  public boolean register() {
    return register;
  }

  /** Says what is wrong with these options, or nothing. */
  public Optional<String> problem(SerdeOptions serde) {
    return register && !serde.knowsSchemas()
        ? Optional.of(
            "--register is for the registry at --schema-registry; the serializer of --serde registers if its own settings say so")
        : Optional.empty();
  }

  public Schema schema() {
    return file == null ? Frame.getClassSchema() : parse(file);
  }

  private static Schema parse(Path file) {
    try {
      Schema schema = new Schema.Parser().parse(Files.readString(file));
      if (schema.getType() != Schema.Type.RECORD) {
        throw failure(file, "is of type " + schema.getType().getName() + ", not a record", null);
      }
      return schema;
    } catch (NoSuchFileException e) {
      throw failure(file, "does not exist", e);
    } catch (CharacterCodingException e) {
      throw failure(file, "is not text in UTF-8", e);
    } catch (AccessDeniedException e) {
      throw failure(file, "can't be read: access is denied", e);
    } catch (IOException e) {
      throw failure(file, "can't be read: " + e.getMessage(), e);
    } catch (AvroRuntimeException e) {
      throw failure(file, "is not an Avro schema: " + firstLine(e), e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static CommandFailure failure(Path file, String problem, Exception cause) {
    return new CommandFailure(
        ExitCode.SCHEMA, "schema %s %s; nothing was sent".formatted(file, problem), cause);
  }
}
