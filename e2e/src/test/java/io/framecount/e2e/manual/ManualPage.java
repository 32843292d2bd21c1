package io.framecount.e2e.manual;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framecount.e2e.Launcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The commands of a page of the manual, and the results that it shows.
 *
 * <p>Each line of a block of code marked {@code sh}, or not marked, is a command, so every command
 * is run. Files are made with {@code cat > FILE <<'END'}. A block marked {@code tsv} is the exact
 * output of the command before it; one marked {@code text}, directly below commands, resembles the
 * output.
 */
record ManualPage(Path path, List<CodeBlock> blocks) {
  private static final Pattern CODE = Pattern.compile("# exit code (\\d+)$");
  private static final Pattern UNTIL_STOPPED = Pattern.compile("#.*\\buntil Ctrl-C\\b");
  private static final String BEHIND = " &";

  /** A command to run, or an output to compare. */
  sealed interface Step {}

  /** Something to type. */
  sealed interface Typed extends Step {
    String text();
  }

  /**
   * A command that ends.
   *
   * @param code the expected exit code: 0 unless a comment says otherwise
   */
  record Command(String text, int code) implements Typed {}

  /** A command that runs in the background of all later ones. */
  record Background(String text) implements Typed {}

  /** A command that a user watches, and ends by Ctrl-C. */
  record Endless(String text) implements Typed {}

  /**
   * The output of the last command.
   *
   * @param exact whether the output must be equal, not only similar
   */
  record Shown(String text, boolean exact) implements Step {}

  /** Returns the README and all pages below docs. */
  static Stream<ManualPage> all() {
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> found = Files.walk(Launcher.root().resolve("docs"))) {
      found.filter(path -> path.toString().endsWith(".md")).forEach(pages::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    pages.add(Launcher.root().resolve("README.md"));
    return pages.stream().sorted().map(ManualPage::read);
  }

  private static ManualPage read(Path path) {
    try {
      return new ManualPage(path, CodeBlock.of(Files.readAllLines(path, UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the steps of the page, without the commands of {@link RunElsewhere}. */
  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    boolean runHere = false;
    for (CodeBlock block : blocks) {
      if (block.isShell()) {
        runHere = false;
        for (String command : block.commands()) {
          runHere = RunElsewhere.of(command).isEmpty();
          if (runHere) {
            steps.add(typed(command));
          }
        }
      } else {
        shown(block, runHere).ifPresent(steps::add);
        runHere = false;
      }
    }
    return steps;
  }

  /** Returns whether a command contains a text. */
  boolean types(String part) {
    return steps().stream()
        .anyMatch(step -> step instanceof Typed typed && typed.text().contains(part));
  }

  @Override
  public String toString() {
    return path.getFileName().toString();
  }

  private static Optional<Shown> shown(CodeBlock block, boolean afterCommand) {
    return switch (block.language()) {
      case "tsv" -> Optional.of(new Shown(block.text(), true));
      case "text" ->
          afterCommand && block.directlyBelow()
              ? Optional.of(new Shown(block.text(), false))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Typed typed(String line) {
    if (line.endsWith(BEHIND)) {
      return new Background(line.substring(0, line.length() - BEHIND.length()));
    }
    if (UNTIL_STOPPED.matcher(line).find()) {
      return new Endless(line.replaceFirst("\\s+#.*", ""));
    }
    Matcher code = CODE.matcher(line);
    return new Command(line, code.find() ? Integer.parseInt(code.group(1)) : 0);
  }
}
