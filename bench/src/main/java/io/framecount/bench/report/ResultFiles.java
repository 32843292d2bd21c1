package io.framecount.bench.report;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Results in a directory, each in a file of its own, {@code NN-name.json}, in their order. */
public final class ResultFiles {
  private static final String SUFFIX = ".json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private ResultFiles() {}

  /** Returns all results by the name of their file, without its ending, in order. */
  public static Map<String, Result> read(Path directory) throws IOException {
    Map<String, Result> results = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX)).toList()) {
        String name = file.getFileName().toString();
        results.put(
            name.substring(0, name.length() - SUFFIX.length()),
            JSON.readValue(file.toFile(), Result.class));
      }
    }
    return results;
  }

  /** Writes a result, in place of an older one of the same name. */
  public static void write(Path directory, String name, Result result) throws IOException {
    Files.createDirectories(directory);
    String text = JSON.writerFor(Result.class).writeValueAsString(result);
    Files.writeString(directory.resolve(name + SUFFIX), text + "\n");
  }
}
