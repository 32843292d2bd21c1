package io.framecount.loader.resume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.input.Input;
import io.framecount.common.input.InputPrefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {
  private static final String LONG = "{\"n\":1}\n" + "x".repeat(InputPrefix.LENGTH);

  @TempDir Path directory;

  @Test
  void findsTheSameFamiliesForTheSameContent() throws IOException {
    Path packed = directory.resolve("packed");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(LONG.getBytes(UTF_8));
    }
    assertThat(Fingerprint.families("t", InputPrefix.of(new Input.File(packed, 1))))
        .isEqualTo(families("t", LONG))
        .isEqualTo(families("t", LONG + "more"))
        .hasSize(2)
        .allSatisfy(name -> assertThat(name).matches("framecount-load-t-[0-9a-f]{16}"));
  }

  @Test
  void findsOthersForAnotherTopicOrContent() throws IOException {
    assertThat(families("t", LONG))
        .doesNotContainAnyElementsOf(families("u", LONG))
        .doesNotContainAnyElementsOf(families("t", LONG.replace('1', '2')));
  }

  @Test
  void findsTheFamilyOfAShortFileWhenItHasGrown() throws IOException {
    assertThat(families("t", "{\"n\":1}\n"))
        .isEqualTo(families("t", "{\"n\":1}\n{\"n\":2}\n"))
        .isEqualTo(families("t", "{\"n\":1}"))
        .isEqualTo(families("t", "{\"n\":1}\r\n"))
        .hasSize(1);
    assertThat(families("t", LONG)).containsAll(families("t", "{\"n\":1}\n"));
    assertThat(families("t", "{\"n\":2}\n")).isNotEqualTo(families("t", "{\"n\":1}\n"));
  }

  @Test
  void givesEachPlaceAndEachLoadThereAGroupOfTheFamily() {
    String family = "framecount-load-t-0123456789abcdef";
    List<String> groups =
        List.of(
            Fingerprint.ofFamily(family, "/a", 0),
            Fingerprint.ofFamily(family, "/b", 0),
            Fingerprint.ofFamily(family, "/a", 1));
    assertThat(groups)
        .doesNotHaveDuplicates()
        .allSatisfy(group -> assertThat(Fingerprint.familyOf("t", group)).contains(family))
        .contains(Fingerprint.ofFamily(family, "/a", 0));
  }

  @ParameterizedTest
  @CsvSource({
    "framecount-load-t-0123456789abcdef, true",
    "framecount-load-t-0123456789abcdef-0, true",
    "framecount-load-t-0123456789abcdef-claim, false",
    "framecount-load-t-0123456789abcdef-0-claim, false",
    "framecount-load-t-0123456789abcdef0, false",
    "framecount-load-t-0123456789abcde, false",
    "framecount-load-u-0123456789abcdef, false",
    "framecount-once-t-0123456789abcdef, false"
  })
  void knowsWhichGroupsAreOfAFamily(String group, boolean is) {
    assertThat(Fingerprint.familyOf("t", group).isPresent()).isEqualTo(is);
  }

  private List<String> families(String topic, String content) throws IOException {
    Path file = Files.writeString(directory.resolve("f"), content);
    return Fingerprint.families(topic, InputPrefix.of(new Input.File(file, 1)));
  }
}
