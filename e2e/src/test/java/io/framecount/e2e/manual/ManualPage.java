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
 * What a page of the manual tells users to type, and shows as the result.
 *
 * <p>Each line of a block of code that is marked {@code sh}, or not at all, is a command; so there
 * is no place for one that nobody runs. Files are made with {@code cat > FILE <<'END'}. A block
 * marked {@code tsv} is what the command before it prints; one marked {@code text} is like it, if
 * it is right below the commands.
 */
record ManualPage(Path path, List<CodeBlock> blocks) {
  private static final Pattern CODE = Pattern.compile("# exit code (\\d+)$");
  private static final Pattern UNTIL_STOPPED = Pattern.compile("#.*\\buntil Ctrl-C\\b");
  private static final String BEHIND = " &";

  /** One thing to do or to look at. */
  sealed interface Step {}

  /** Something to type. */
  sealed interface Typed extends Step {
    String text();
  }

  /**
   * A command that ends.
   *
   * @param code how it ends: 0 unless a comment says otherwise
   */
  record Command(String text, int code) implements Typed {}

  /** A command that runs beside all that follows. */
  record Background(String text) implements Typed {}

  /** A command that a user looks at, and ends by Ctrl-C. */
  record Endless(String text) implements Typed {}

  /**
   * What the last command printed.
   *
   * @param exact whether to the letter, and nothing else
   */
  record Shown(String text, boolean exact) implements Step {}

  /** The README and all pages below docs. */
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

  /** Without what {@link RunElsewhere}. */
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

  /** Whether a command has this in it. */
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
