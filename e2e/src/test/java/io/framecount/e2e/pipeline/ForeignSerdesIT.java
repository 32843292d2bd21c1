package io.framecount.e2e.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.e2e.ApicurioSerdes;
import io.framecount.e2e.Launcher;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loads and counts with Apicurio's own serdes, found by name on the class path that the launchers
 * add, against Apicurio's registry through its own API. Their wire format differs from ours.
 */
class ForeignSerdesIT {
  private static final String SERDE =
      "io.apicurio.registry.serde.avro.AvroKafkaSerializer,io.apicurio.registry.serde.avro.AvroKafkaDeserializer";

  @TempDir Path directory;
  private Launcher launcher;
  private String topic;

  @BeforeEach
  void reachThePlatform() {
    launcher =
        Launcher.onSharedPlatform(directory)
            .with(Map.of("FRAMECOUNT_CLASSPATH", ApicurioSerdes.classPath()));
    topic = SharedPlatform.uniqueName("frames");
    run(
        0,
        "loader",
        "generate",
        "--count",
        "5000",
        "--users",
        "700",
        "--output",
        "stream.jsonl",
        "--expected",
        "expected.tsv");
  }

  @Test
  void writeAndReadWhatIsCounted() throws IOException {
    String[] load = {"--file", "stream.jsonl", "--topic", topic};
    Launcher.Run unregistered = apicurio(4, "loader", load);
    assertThat(unregistered.stderr())
        .contains("AvroKafkaSerializer can't write the first frame")
        .contains("is the schema registered where it looks");

    Launcher.Run loaded =
        apicurio(0, "loader", with(load, "-X", "apicurio.registry.auto-register=true"));
    assertThat(loaded.stdout()).contains("loaded 5,000 frames").contains("AvroKafkaSerializer");

    Launcher.Run counted =
        apicurio(0, "counter", "--topic", topic, "--until-end", "--format", "tsv");
    assertThat(counted.stdout()).isEqualTo(expected());

    Launcher.Run ours =
        run(1, "counter", "--topic", topic, "--until-end", "--output", topic + "-2");
    assertThat(ours.stderr()).contains("as Apicurio's serializer writes it");
  }

  @Test
  void writeAsConfluentsDoAndOursReadIt() throws IOException {
    apicurio(
        0,
        "loader",
        "--file",
        "stream.jsonl",
        "--topic",
        topic,
        "-X",
        "apicurio.registry.auto-register=true",
        "-X",
        "apicurio.registry.headers.enabled=false",
        "-X",
        "apicurio.registry.as-confluent=true");

    Launcher.Run counted = run(0, "counter", "--topic", topic, "--until-end", "--format", "tsv");
    assertThat(counted.stdout()).isEqualTo(expected());
  }

  @Test
  void saySoIfTheRegistryIsAway() {
    Launcher.Run away =
        run(
            1,
            "loader",
            "--file",
            "stream.jsonl",
            "--topic",
            topic,
            "--serde",
            SERDE,
            "-X",
            "apicurio.registry.url=http://127.0.0.1:1/apis/registry/v2");
    assertThat(away.stderr()).contains("AvroKafkaSerializer can't reach its registry");
  }

  /** Returns the counts that the generator knows. */
  private String expected() throws IOException {
    return Files.readString(directory.resolve("expected.tsv"), UTF_8);
  }

  private Launcher.Run apicurio(int code, String command, String... arguments) {
    String registry = SharedPlatform.registryUrl().replaceFirst("/ccompat.*", "/registry/v2");
    return run(
        code,
        command,
        with(arguments, "--serde", SERDE, "-X", "apicurio.registry.url=" + registry));
  }

  private Launcher.Run run(int code, String command, String... arguments) {
    Launcher.Run run = launcher.run(command, arguments);
    assertThat(run.code()).as(run.stderr()).isEqualTo(code);
    return run;
  }

  private static String[] with(String[] arguments, String... more) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
