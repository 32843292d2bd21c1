package io.framecount.loader.command.option;

import io.framecount.loader.schema.SchemaSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the value of {@code --schema}. */
final class SchemaSourceConverter implements ITypeConverter<SchemaSource> {
  private static final Pattern VERSION = Pattern.compile("latest|[1-9][0-9]{0,8}");
  private static final Pattern CLASS =
      Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");

  @Override
  public SchemaSource convert(String value) {
    int colon = value.indexOf(':');
    String rest = value.substring(colon + 1);
    if (colon > 0 && !rest.isEmpty()) {
      SchemaSource prefixed =
          switch (value.substring(0, colon)) {
            case "id" -> id(rest);
            case "subject" -> subject(rest);
            case "class" -> new SchemaSource.ClassName(rest);
            case "file" -> new SchemaSource.SchemaFile(Path.of(rest));
            default -> null;
          };
      if (prefixed != null) {
        return prefixed;
      }
    }
    if (value.startsWith("@")) {
      return ofTopic(value);
    }
    return isFile(value)
        ? new SchemaSource.SchemaFile(Path.of(value))
        : new SchemaSource.ClassName(value);
  }

  /** An argument that exists is a file; any other may be a class. */
  private static boolean isFile(String value) {
    return Files.exists(Path.of(value))
        || value.endsWith(".avsc")
        || !CLASS.matcher(value).matches();
  }

  private static SchemaSource id(String text) {
    if (!text.matches("[0-9]{1,9}")) {
      throw new TypeConversionException("'id:%s' is not a schema id such as id:7".formatted(text));
    }
    return new SchemaSource.Id(Integer.parseInt(text));
  }

  /** A subject may have an @ in its name; only what looks like a version is one. */
  private static SchemaSource subject(String text) {
    int at = text.lastIndexOf('@');
    if (at > 0 && VERSION.matcher(text.substring(at + 1)).matches()) {
      return new SchemaSource.Subject(text.substring(0, at), version(text.substring(at + 1)));
    }
    return new SchemaSource.Subject(text, SchemaSource.LATEST);
  }

  private static SchemaSource ofTopic(String value) {
    String version = value.substring(1);
    if (!VERSION.matcher(version).matches()) {
      throw new TypeConversionException(
          "'%s' is not a version of the topic's subject such as @latest or @3".formatted(value));
    }
    return new SchemaSource.Subject(null, version(version));
  }

  private static int version(String text) {
    return text.equals("latest") ? SchemaSource.LATEST : Integer.parseInt(text);
  }
}
