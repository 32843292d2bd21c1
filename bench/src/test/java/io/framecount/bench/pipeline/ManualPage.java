package io.framecount.bench.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a page of the manual tells users to type, and shows as the result. In blocks of code these
 * are lines that start a launcher or ask one with curl, and files that are made with {@code cat >
 * FILE <<'END'}; a block marked {@code tsv} is what the command before it prints.
 */
record ManualPage(Path path, List<Step> steps) {
  /** These run until they are stopped, or run everything; other tests and the gate do that. */
  private static final List<String> RUN_ELSEWHERE = List.of("bin/local", "bin/demo");

  private static final Pattern CODE = Pattern.compile("# exit code (\\d+)$");
  private static final String BEHIND = " &";

  /** One thing to do or to look at. */
  sealed interface Step {}

  /**
   * A command that ends.
   *
   * @param code how it ends: 0 unless a comment says otherwise
   */
  record Command(String text, int code) implements Step {}

  /** A command that runs beside all that follows. */
  record Background(String text) implements Step {}

  /** What the last command printed. */
  record Shown(String stdout) implements Step {}

  static ManualPage read(Path path) {
    try {
      return new ManualPage(path, steps(Files.readAllLines(path, UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return path.getFileName().toString();
  }

  private static List<Step> steps(List<String> lines) {
    List<Step> steps = new ArrayList<>();
    for (int at = 0; at < lines.size(); at++) {
      if (lines.get(at).startsWith("```")) {
        int end = indexOf("```", lines, at + 1);
        List<String> block = lines.subList(at + 1, end);
        switch (lines.get(at)) {
          case "```tsv" -> steps.add(new Shown(String.join("\n", block) + "\n"));
          // What needs more than this machine has is shown as plain text; other tests run its like.
          case "```text" -> {}
          default -> commands(block, steps);
        }
        at = end;
      }
    }
    return steps;
  }

  private static void commands(List<String> block, List<Step> steps) {
    for (int at = 0; at < block.size(); at++) {
      String line = block.get(at);
      if (line.startsWith("cat > ")) {
        int end = indexOf("END", block, at + 1);
        steps.add(new Command(String.join("\n", block.subList(at, end + 1)), 0));
        at = end;
      } else if (isCommand(line) && !runElsewhere(line)) {
        steps.add(command(line));
      }
    }
  }

  private static Step command(String line) {
    Matcher code = CODE.matcher(line);
    return line.endsWith(BEHIND)
        ? new Background(line.substring(0, line.length() - BEHIND.length()))
        : new Command(line, code.find() ? Integer.parseInt(code.group(1)) : 0);
  }

  private static int indexOf(String line, List<String> lines, int from) {
    int at = lines.subList(from, lines.size()).indexOf(line);
    if (at < 0) {
      throw new IllegalArgumentException("no '%s' after line %d".formatted(line, from));
    }
    return from + at;
  }

  private static boolean isCommand(String line) {
    return Stream.of("bin/", "source <(bin/", "curl ").anyMatch(line::startsWith);
  }

  private static boolean runElsewhere(String line) {
    return RUN_ELSEWHERE.stream().anyMatch(command -> line.matches(command + "( .*)?"));
  }
}
