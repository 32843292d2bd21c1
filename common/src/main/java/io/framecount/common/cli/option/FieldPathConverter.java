package io.framecount.common.cli.option;

import io.framecount.common.json.FieldPath;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads paths of fields in options. */
public final class FieldPathConverter implements ITypeConverter<FieldPath> {
  @Override
  public FieldPath convert(String text) {
    try {
      return FieldPath.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
