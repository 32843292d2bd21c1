package io.framecount.bench.run;

import io.framecount.bench.report.TableResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The releases of all programs that took part. */
final class Versions {
  private static final Pattern JAR = Pattern.compile("([a-z0-9.-]+?)-(\\d[\\w.-]*)\\.jar");
  private static final List<String> LIBRARIES =
      List.of(
          "kafka-clients",
          "kafka-streams",
          "avro",
          "jackson-databind",
          "hash4j",
          "flink-streaming-java",
          "flink-runtime",
          "flink-connector-kafka",
          "converter");
  private static final List<Path> PLACES =
      List.of(
          Path.of("bench/target/lib"),
          Path.of("bench/rivals/target/lib"),
          Path.of("bench/rivals/flink/target/lib"));

  private Versions() {}

  static TableResult describe() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (Path place : PLACES) {
      rows.addAll(libraries(place));
    }
    rows.add(
        List.of(
            "kcat",
            Machine.said(
                "bash",
                "-c",
                "kcat -V | grep -m1 -i version | sed 's/^Version //; s/ builtin.features.*/)/'")));
    String python =
        "import sys, confluent_kafka as k; print(sys.version.split()[0], 'confluent-kafka',"
            + " k.version()[0], 'librdkafka', k.libversion()[0])";
    String interpreter =
        Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";
    rows.add(List.of("Python", Machine.said(interpreter, "-c", python)));
    return new TableResult(
        "versions", "Versions", "", List.of("", ""), rows.stream().distinct().toList());
  }

  private static List<List<String>> libraries(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return List.of();
    }
    try (Stream<Path> jars = Files.list(place)) {
      return jars.map(jar -> JAR.matcher(jar.getFileName().toString()))
          .filter(Matcher::matches)
          .filter(jar -> LIBRARIES.contains(jar.group(1)))
          .map(
              jar ->
                  List.of(jar.group(1).replace("converter", "json2avro-converter"), jar.group(2)))
          .sorted((a, b) -> a.get(0).compareTo(b.get(0)))
          .toList();
    }
  }
}
