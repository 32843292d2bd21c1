package io.framecount.loader.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import org.junit.jupiter.api.Test;

class SchemaClassesTest {
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
}
