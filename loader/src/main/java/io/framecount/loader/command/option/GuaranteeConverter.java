package io.framecount.loader.command.option;

import io.framecount.loader.produce.Guarantee;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a guarantee as users write it. */
final class GuaranteeConverter implements ITypeConverter<Guarantee> {
  @Override
  public Guarantee convert(String value) {
    return Arrays.stream(Guarantee.values())
        .filter(guarantee -> guarantee.toString().equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is none of %s"
                        .formatted(
                            value,
                            Arrays.stream(Guarantee.values())
                                .map(Guarantee::toString)
                                .collect(Collectors.joining(", ")))));
  }
}
