package io.framecount.counter;

import io.framecount.Partial;
import io.framecount.WindowCount;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.compiler.specific.SpecificCompiler;
import org.apache.avro.generic.GenericData;

/**
 * The counter as a later release would be: its contracts have one more field each, with a default.
 * Its classes are generated and compiled as the build does it, and come first on the class path of
 * a process.
 */
final class NextContracts {
  /** The field that is new. */
  static final String FIELD = "release";

  private NextContracts() {}

  /** Makes the classes below the directory; answers a class path. */
  static String classPath(Path directory) throws IOException {
    Path sources = Files.createDirectories(directory.resolve("next-sources"));
    Path classes = Files.createDirectories(directory.resolve("next-classes"));
    for (Schema now : List.of(Partial.getClassSchema(), WindowCount.getClassSchema())) {
      SpecificCompiler compiler = new SpecificCompiler(next(now));
      compiler.setStringType(GenericData.StringType.String);
      compiler.setFieldVisibility(SpecificCompiler.FieldVisibility.PRIVATE);
      compiler.compileToDestination(null, sources.toFile());
    }
    compile(sources, classes);
    return classes + File.pathSeparator + System.getProperty("java.class.path");
  }

  private static Schema next(Schema now) {
    List<Field> fields = new ArrayList<>();
    now.getFields().forEach(field -> fields.add(new Field(field, field.schema())));
    fields.add(3, new Field(FIELD, Schema.create(Schema.Type.STRING), null, "next"));
    return Schema.createRecord(now.getName(), now.getDoc(), now.getNamespace(), false, fields);
  }

  private static void compile(Path sources, Path classes) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("-nowarn", "-proc:none", "-d", classes.toString()));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    try (Stream<Path> files = Files.walk(sources)) {
      files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(command::add);
    }
    int code =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, command.toArray(String[]::new));
    if (code != 0) {
      throw new IllegalStateException("javac ended with " + code);
    }
  }
}
