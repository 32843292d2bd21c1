package io.framecount.loader.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
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

  @Test
  void findsClassesThatAvroGenerated() {
    assertThat(SchemaClasses.schemaOf("io.framecount.Frame", null).schema().getFullName())
        .isEqualTo("io.framecount.Frame");
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> SchemaClasses.schemaOf("com.example.Nobody", "/no/such.jar"))
        .withMessageContaining("com.example.Nobody is neither a schema file nor a class")
        .withMessageContaining("put the jar that has the class into CLASSPATH")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ExitCode.SCHEMA));
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> SchemaClasses.schemaOf("java.lang.String", null))
        .withMessageContaining("class java.lang.String has no Avro schema");
  }

  private static SchemaSource read(String value) {
    return new SchemaSourceConverter().convert(value);
  }
}
