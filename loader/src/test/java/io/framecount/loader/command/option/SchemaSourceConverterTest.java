package io.framecount.loader.command.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framecount.loader.command.option.SchemaOptions.SchemaSourceConverter;
import io.framecount.loader.schema.SchemaSource;
import io.framecount.loader.schema.SchemaSource.ClassName;
import io.framecount.loader.schema.SchemaSource.SchemaFile;
import io.framecount.loader.schema.SchemaSource.Subject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SchemaSourceConverterTest {
  @Test
  void knowsAllThatCanBeNamed() {
    assertThat(read("id:7")).isEqualTo(new SchemaSource.Id(7));
    assertThat(read("subject:frames-value@latest")).isEqualTo(new Subject("frames-value", 0));
    assertThat(read("subject:frames-value@3")).isEqualTo(new Subject("frames-value", 3));
    assertThat(read("subject:frames-value")).isEqualTo(new Subject("frames-value", 0));
    assertThat(read("subject:me@home")).isEqualTo(new Subject("me@home", 0));
    assertThat(read("@latest")).isEqualTo(new Subject(null, 0));
    assertThat(read("@3")).isEqualTo(new Subject(null, 3));
    assertThat(read("class:com.example.Frame")).isEqualTo(new ClassName("com.example.Frame"));
    assertThat(read("com.example.Frame")).isEqualTo(new ClassName("com.example.Frame"));
    assertThat(read("frames.avsc")).isEqualTo(new SchemaFile(Path.of("frames.avsc")));
    assertThat(read("file:id")).isEqualTo(new SchemaFile(Path.of("id")));
    assertThat(read("a/b")).isEqualTo(new SchemaFile(Path.of("a/b")));
    assertThat(read("pom.xml")).isEqualTo(new SchemaFile(Path.of("pom.xml")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"id:x", "id:-1", "@", "@0", "@newest"})
  void refusesWhatCannotBe(String value) {
    assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> read(value));
  }

  private static SchemaSource read(String value) {
    return new SchemaSourceConverter().convert(value);
  }
}
