package io.framecount.e2e.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.e2e.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every class and path in the map of the code exists. */
class ArchitectureTest {
  private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w+)`");
  private static final Pattern PATH = Pattern.compile("[`(]([a-z0-9]+(?:/[\\w.-]+)+)[`)]");
  private static final Set<String> SERVED = Set.of("api/windows", "api/events");

  private final String text;

  ArchitectureTest() throws IOException {
    text = Files.readString(Launcher.root().resolve("ARCHITECTURE.md"));
  }

  @Test
  void namesTypesThatExist() throws IOException {
    Set<String> named = found(TYPE);
    assertThat(named).hasSizeGreaterThan(20);
    assertThat(Sources.types()).containsAll(named);
  }

  @Test
  void namesPathsThatExist() {
    Set<String> named = found(PATH);
    named.removeAll(SERVED);
    assertThat(named).contains("docs/design");
    assertThat(named).allSatisfy(path -> assertThat(Launcher.root().resolve(path)).exists());
  }

  private Set<String> found(Pattern pattern) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
