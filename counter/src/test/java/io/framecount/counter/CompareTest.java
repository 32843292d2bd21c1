package io.framecount.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import io.framecount.counter.command.CounterCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTest {
  @TempDir private Path directory;
  private String words;

  @BeforeEach
  void write() throws IOException {
    String text =
        IntStream.range(0, 3_000)
            .mapToObj(i -> "word-" + i % 1_000)
            .collect(Collectors.joining("\n"));
    words = Files.writeString(directory.resolve("words.txt"), text).toString();
  }

  @Test
  void printsARowForEachMethod() {
    CliRun run =
        CliRun.of(
            new CounterCommand(),
            "compare",
            "--file",
            words,
            "--method",
            "linear:27072",
            "--method",
            "hll:9",
            "--format",
            "tsv");
    assertThat(run.stdout().lines())
        .hasSize(5)
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "method\tparameter\tbytes\tcount\terror\tlower_bound\tupper_bound\tns_per_value"),
            line -> assertThat(line).matches("hash set\t\t\\d+\t1000\t0.0\t1000.0\t1000.0\t.*"),
            line -> assertThat(line).matches("exact\t\t\\d+\t1000\t0.0\t1000.0\t1000.0\t.*"),
            line -> assertThat(line).matches("linear\t27072\t3384\t\\d+\t.*"),
            line -> assertThat(line).matches("hll\t9\t384\t\\d+\t.*"));
    assertThat(run.stderr()).contains("3,000 values taken, 0 records set aside");
    assertThat(run.code()).as(run.stderr()).isZero();
  }

  @Test
  void comparesAllMethodsUnlessTold() {
    CliRun run = CliRun.of(new CounterCommand(), "compare", "--file", words);
    assertThat(run.stdout().lines().map(line -> line.replaceFirst(" {2}.*", "")))
        .containsExactly("method", "hash set", "exact", "theta", "hll", "ull", "linear");
    assertThat(run.stdout()).contains("ns per value").contains("65,536");
  }

  @Test
  void jsonHasNumbers() {
    CliRun run = CliRun.of(new CounterCommand(), "compare", "--file", words, "--format", "json");
    assertThat(run.stdout())
        .contains("{\"method\":\"exact\",\"parameter\":null,\"bytes\":")
        .contains("\"count\":1000,\"error\":0.0,");
  }

  @Test
  void refusesWhatItCannotCompare() {
    CliRun unique = CliRun.of(new CounterCommand(), "compare", "--file", words, "--unique", "uid");
    assertThat(unique.stderr())
        .startsWith("counter compare: --unique has no meaning with --file, of which each line");
    assertThat(unique.code()).isEqualTo(2);
    assertThat(CliRun.of(new CounterCommand(), "compare").code()).isEqualTo(2);
    assertThat(CliRun.of(new CounterCommand(), "compare", "--file", words, "--topic", "t").code())
        .isEqualTo(2);
    CliRun method =
        CliRun.of(new CounterCommand(), "compare", "--file", words, "--method", "bloom");
    assertThat(method.code()).isEqualTo(2);
    assertThat(method.stderr()).contains("no way to count unique values is called 'bloom'");
    CliRun none = CliRun.of(new CounterCommand(), "compare", "--file", words + "x");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.stderr()).contains("no such file: " + words + "x");
  }
}
