package io.framecount.loader.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.framecount.common.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputsTest {
  @TempDir Path directory;

  @BeforeEach
  void makeFiles() throws IOException {
    for (String name : List.of("b.gz", "a.gz", "c.jsonl", ".hidden", "sub/d.gz", "sub/deep/e.gz")) {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "12345");
    }
    Files.createDirectory(directory.resolve("none"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "c.jsonl     | c.jsonl",
        "*.gz        | a.gz b.gz",
        "?.gz        | a.gz b.gz",
        "[bc].*      | b.gz c.jsonl",
        "{a,c}.*     | a.gz c.jsonl",
        "*/*.gz      | sub/d.gz",
        "sub/**.gz   | sub/d.gz sub/deep/e.gz",
        "sub         | sub/d.gz",
        ".           | ./a.gz ./b.gz ./c.jsonl",
        "sub/../a.gz | sub/../a.gz"
      })
  void findsFiles(String named, String found) {
    assertThat(names(named))
        .isEqualTo(Stream.of(found.split(" ")).map(name -> directory + "/" + name).toList());
  }

  @Test
  void keepsTheOrderAndTakesNoneTwice() throws IOException {
    Files.createSymbolicLink(directory.resolve("link.gz"), directory.resolve("a.gz"));
    assertThat(names("c.jsonl", "*.gz", "./b.gz", "a.gz"))
        .containsExactly(directory + "/c.jsonl", directory + "/a.gz", directory + "/b.gz");
  }

  @Test
  void takesAFileWhoseNameLooksLikeAPattern() throws IOException {
    Files.writeString(directory.resolve("x[1].gz"), "");
    assertThat(names("x[1].gz")).containsExactly(directory + "/x[1].gz");
  }

  @Test
  void takesStdinOnce() {
    assertThat(Inputs.resolve(List.of("-", "-"))).containsExactly(new Input.Stdin());
  }

  @Test
  void knowsTheTotalUnlessOneIsUnknown() {
    List<Input> files = Inputs.resolve(List.of(directory + "/*.gz"));
    assertThat(Inputs.totalSize(files)).isEqualTo(10);
    assertThat(Inputs.totalSize(Inputs.resolve(List.of(directory + "/*.gz", "-")))).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "missing.gz   | no such file: ",
        "*.zip        | no file to load in ",
        "away/*.gz    | no file matches ",
        "none         | no file to load in ",
        "x[1          | no such file: ",
        "{a           | no such file: "
      })
  void saysWhatIsMissing(String named, String sentence) {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> names(named))
        .withMessageStartingWith(sentence + " " + directory + "/" + named);
  }

  @Test
  void saysWhatItMayNotRead() throws IOException {
    Path secret = directory.resolve("a.gz");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    assumeThat(Files.isReadable(secret)).as("root reads everything").isFalse();
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> names("a.gz"))
        .withMessage("not allowed to read " + secret);
  }

  private List<String> names(String... names) {
    List<String> below = Stream.of(names).map(name -> directory + "/" + name).toList();
    return Inputs.resolve(below).stream().map(Input::name).toList();
  }
}
