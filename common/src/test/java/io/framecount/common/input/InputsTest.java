package io.framecount.common.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.framecount.common.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputsTest {
  @TempDir Path directory;
  private Path forbidden;

  @BeforeEach
  void makeFiles() throws IOException {
    for (String name : List.of("b.gz", "a.gz", "c.jsonl", ".hidden", "sub/d.gz", "sub/deep/e.gz")) {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "12345");
    }
    Files.createDirectory(directory.resolve("none"));
  }

  @AfterEach
  void allow() throws IOException {
    if (forbidden != null) {
      Files.setPosixFilePermissions(forbidden, PosixFilePermissions.fromString("rwx------"));
    }
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
        "sub/**/e.gz | sub/deep/e.gz",
        "**/*.gz     | a.gz b.gz sub/d.gz sub/deep/e.gz",
        "sub/**/*.gz | sub/d.gz sub/deep/e.gz",
        "**/sub/**/deep/**/e.gz | sub/deep/e.gz",
        "s**/*.gz    | sub/d.gz sub/deep/e.gz",
        "{sub,none}/**/?.gz | sub/d.gz sub/deep/e.gz",
        "{sub,sub/deep}/*.gz | sub/d.gz sub/deep/e.gz",
        "{*ub/d,[a]}.gz      | a.gz sub/d.gz",
        "s*//./*/../d.gz     | sub/./deep/../d.gz",
        "\\a.g?      | a.gz",
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "current/*.gz | current/d.gz",
        "now/*.gz     | now/a.gz now/b.gz",
        "*/d.gz       | current/d.gz",
        "cur*/*/e.gz  | current/deep/e.gz",
        "cur**.gz     | current/d.gz current/deep/e.gz",
        "sub/**.gz    | sub/d.gz sub/deep/e.gz",
        "no*/a.gz     | now/a.gz",
        "nowhere*     | nowhere.txt"
      })
  void followsLinks(String named, String found) throws IOException {
    link("current", "sub");
    link("now", ".");
    link("sub/deep/up", "..");
    link("nowhere.gz", "missing");
    link("nowhere.jsonl", "nowhere.jsonl");
    Files.writeString(directory.resolve("nowhere.txt"), "");
    assertThat(names(named))
        .isEqualTo(Stream.of(found.split(" ")).map(name -> directory + "/" + name).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*              | a.gz b.gz c.jsonl",
        "?h*            | ",
        "[.]hidden      | ",
        ".*             | .hidden",
        "\\.h*         | .hidden",
        "{.h,c.}*       | .hidden c.jsonl",
        "**/*.txt       | ",
        "*/*.txt        | ",
        ".h*/*.txt      | .home/f.txt",
        "**/.h*/*.txt   | .home/f.txt sub/.home/h.txt",
        "**/.*          | .hidden sub/.g.txt"
      })
  void takesHiddenFilesOnlyIfTheDotIsNamed(String named, String found) throws IOException {
    for (String name : List.of(".home/f.txt", "sub/.g.txt", "sub/.home/h.txt")) {
      Files.createDirectories(directory.resolve(name).getParent());
      Files.writeString(directory.resolve(name), "");
    }
    if (found == null) {
      assertThatExceptionOfType(CommandFailure.class).isThrownBy(() -> names(named));
    } else {
      assertThat(names(named))
          .isEqualTo(Stream.of(found.split(" ")).map(name -> directory + "/" + name).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*.gz", "[a-s]*/*.gz", "?ub/**.gz", "sub**.gz", "*{a,b}.gz", "lost/../*.gz"})
  void passesOverForbiddenDirectoriesThatCannotHoldAMatch(String named) throws IOException {
    forbid("zlost");
    Files.createDirectory(directory.resolve("lost"));
    assertThat(names(named)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*.gz      | cannot look into %s/zlost for files to load: access is denied",
        "**.gz       | cannot look into %s/zlost for files to load: access is denied",
        "zlost       | cannot look into %s/zlost for files to load: access is denied",
        "*/d.gz      | cannot tell whether there is a file to load at %s/zlost/d.gz: access is denied",
        "sub/*       | cannot tell whether there is a file to load at %s/sub/to: access is denied",
        "sub/**      | cannot tell whether there is a file to load at %s/sub/to: access is denied",
        "sub         | cannot tell whether there is a file to load at %s/sub/to: access is denied"
      })
  void namesForbiddenPlacesThatMayHoldAMatch(String named, String sentence) throws IOException {
    forbid("zlost");
    link("sub/to", "../zlost/x.gz");
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> names(named))
        .withMessage(sentence.formatted(directory));
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
        "*.zip        | no file matches ",
        "*/*/*/*.gz   | no file matches ",
        "c.jsonl/*    | no file matches ",
        "away/*.gz    | no file matches ",
        "none         | no file in ",
        "x[1          | no such file: ",
        "{a           | no such file: "
      })
  void saysWhatIsMissing(String named, String sentence) {
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> names(named))
        .withMessageStartingWith(sentence + " " + directory + "/" + named);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "none*  | no file matches %1$s/none*, only 1 directory (none); --file '%1$s/none*/**' takes the files below",
        "up     | no file in %1$s/up, only 4 directories (a, b, c, …); --file '%1$s/up/**' takes all files below it"
      })
  void saysThatThereAreOnlyDirectories(String named, String sentence) throws IOException {
    for (String name : List.of("a", "b", "c", "d", ".hidden")) {
      Files.createDirectories(directory.resolve("up").resolve(name));
    }
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> names(named))
        .withMessage(sentence.formatted(directory));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sub     | %1$s/sub has 1 directory (deep), not looked into; --file '%1$s/sub/**' takes all files below it",
        "*       | %1$s/* also matches 2 directories (none, sub), not looked into; --file '%1$s/*/**' takes the files below",
        "**      | ",
        "*.gz    | ",
        "sub/deep | "
      })
  void saysWhichDirectoriesItPassesOver(String named, String sentence) {
    List<String> said = new ArrayList<>();
    assertThat(Inputs.resolve(List.of(directory + "/" + named), Input.Reading.USUAL, said::add))
        .isNotEmpty();
    assertThat(said)
        .isEqualTo(sentence == null ? List.of() : List.of(sentence.formatted(directory)));
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

  private void link(String name, String to) throws IOException {
    Files.createSymbolicLink(directory.resolve(name), Path.of(to));
  }

  /** A directory that nobody may enter, until it has to be deleted. */
  private void forbid(String name) throws IOException {
    Path place = Files.createDirectory(directory.resolve(name));
    Files.writeString(place.resolve("x.gz"), "");
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("---------"));
    forbidden = place;
    assumeThat(Files.isReadable(place)).as("root reads everything").isFalse();
  }

  private List<String> names(String... names) {
    List<String> below = Stream.of(names).map(name -> directory + "/" + name).toList();
    return Inputs.resolve(below).stream().map(Input::name).toList();
  }
}
