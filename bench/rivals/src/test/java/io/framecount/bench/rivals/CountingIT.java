package io.framecount.bench.rivals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares each rival with the exact answer: one that counts wrong would make the comparison
 * unfair.
 */
class CountingIT {
  private static final KnownFrames FRAMES = new KnownFrames();
  private static String avro;
  private static String json;

  @TempDir Path directory;

  @BeforeAll
  static void produce() {
    avro = SharedPlatform.newTopic("avro", 4);
    json = SharedPlatform.newTopic("json", 4);
    FRAMES.produceAvro(avro);
    FRAMES.produceJson(json);
  }

  @ParameterizedTest
  @CsvSource({"exactly_once_v2,avro", "at_least_once,avro", "exactly_once_v2,json"})
  void streams(String guarantee, String format) throws Exception {
    Rival.Run run = count("streams", format.equals("avro") ? avro : json, guarantee, format);

    assertNear(run.stdout());
    assertThat(run.stderr()).contains("streams: 0 records dropped as late");
  }

  @Test
  void flinkExact() throws Exception {
    assertThat(count("flink", avro, "exact").stdout()).isEqualTo(FRAMES.table());
  }

  @Test
  void flinkApprox() throws Exception {
    assertNear(count("flink", avro, "approx").stdout());
  }

  @ParameterizedTest
  @ValueSource(strings = {"avro", "json"})
  void python(String format) throws Exception {
    String topic = format.equals("avro") ? avro : json;
    Rival.Run run =
        Rival.run(directory, "python", SharedPlatform.bootstrapServers(), topic, format);
    assumeTrue(!run.stderr().contains("is missing"), run.stderr());

    assertThat(run.code()).as(run.stderr()).isZero();
    assertThat(run.stdout()).isEqualTo(FRAMES.table());
  }

  private Rival.Run count(String name, String topic, String... more)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(name));
    arguments.add(SharedPlatform.bootstrapServers());
    arguments.add(SharedPlatform.registryUrl());
    arguments.add(topic);
    arguments.add(FRAMES.size());
    arguments.addAll(List.of(more));
    Rival.Run run = Rival.run(directory, arguments.toArray(String[]::new));
    assertThat(run.code()).as(run.stderr()).isZero();
    return run;
  }

  /**
   * Checks that minutes and frames are exact, and users within four standard errors of the coarsest
   * sketch.
   */
  private static void assertNear(String table) {
    List<String[]> expected = FRAMES.table().lines().map(line -> line.split("\t", -1)).toList();
    List<String[]> rows = table.lines().map(line -> line.split("\t", -1)).toList();
    assertThat(rows).hasSameSizeAs(expected);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i)[0]).isEqualTo(expected.get(i)[0]);
      assertThat(rows.get(i)[1]).isEqualTo(expected.get(i)[1]);
      double users = Double.parseDouble(expected.get(i)[2]);
      assertThat(Double.parseDouble(rows.get(i)[2])).isCloseTo(users, within(users * 0.065));
    }
  }
}
