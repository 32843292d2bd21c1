package io.framecount.e2e.manual;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CommandGroup;
import io.framecount.counter.command.CounterCommand;
import io.framecount.loader.command.LoaderCommand;
import io.framecount.local.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Commands, options and tests that the manual mentions in prose exist. */
class MentionedCommandsTest {
  private static final Pattern MENTIONED = Pattern.compile("`bin/((loader|counter|local)[^`]*)`");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:IT|Test))`");
  private static final Map<String, Object> COMMANDS =
      Map.of("loader", new LoaderCommand(), "counter", new CounterCommand(), "local", new Main());

  static Stream<String> mentioned() {
    return ManualPage.all()
        .flatMap(MentionedCommandsTest::text)
        .flatMap(text -> MENTIONED.matcher(text).results().map(found -> found.group(1)))
        // The second of two has the same words.
        .map(command -> command.replaceFirst(" [&|].*", ""))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("mentioned")
  void isKnown(String mentioned) {
    List<String> words = new ArrayList<>(Arrays.asList(mentioned.split("\\s+")));
    CommandLine command = line(COMMANDS.get(words.remove(0)));
    while (!words.isEmpty() && words.get(0).matches("[a-z][a-z|\\\\]*")) {
      String[] names = words.remove(0).split("\\\\?\\|");
      assertThat(command.getSubcommands()).containsKeys(names);
      command = command.getSubcommands().get(names[0]);
    }
    assertThat(command.getCommandSpec().optionsMap().keySet())
        .containsAll(words.stream().filter(word -> word.startsWith("--")).toList());
  }

  @Test
  void namesTestsThatThereAre() throws IOException {
    Set<String> mentioned =
        ManualPage.all()
            .flatMap(MentionedCommandsTest::text)
            .flatMap(text -> TEST.matcher(text).results().map(found -> found.group(1)))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(mentioned).contains("VerifyIT");
    assertThat(Sources.types()).containsAll(mentioned);
  }

  private static CommandLine line(Object command) {
    CommandLine line = new CommandLine(command);
    if (command instanceof CommandGroup group) {
      group.subcommands().forEach(line::addSubcommand);
    }
    return line;
  }

  private static Stream<String> text(ManualPage page) {
    try {
      return Stream.of(Files.readString(page.path()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
