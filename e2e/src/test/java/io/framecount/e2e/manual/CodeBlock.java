package io.framecount.e2e.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A block of code on a page of the manual.
 *
 * @param language the word after the fence; empty for most commands
 * @param directlyBelow whether only blank lines separate it from the previous block
 */
record CodeBlock(String language, List<String> lines, boolean directlyBelow) {
  private static final String FENCE = "```";
  private static final Set<String> SHELL = Set.of("", "sh");

  /** Returns all blocks of a page. */
  static List<CodeBlock> of(List<String> page) {
    List<CodeBlock> blocks = new ArrayList<>();
    boolean directly = false;
    for (int at = 0; at < page.size(); at++) {
      String line = page.get(at);
      if (line.startsWith(FENCE)) {
        int end = indexOf(FENCE, page, at + 1);
        String language = line.substring(FENCE.length());
        blocks.add(new CodeBlock(language, page.subList(at + 1, end), directly));
        at = end;
        directly = true;
      } else if (!line.isBlank()) {
        directly = false;
      }
    }
    return blocks;
  }

  boolean isShell() {
    return SHELL.contains(language);
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }

  /** Returns the commands: one per line, except lines that continue on the next. */
  List<String> commands() {
    List<String> commands = new ArrayList<>();
    for (int at = 0; at < lines.size(); at++) {
      int end = at;
      if (lines.get(at).startsWith("cat > ")) {
        end = indexOf("END", lines, at + 1);
      }
      while (lines.get(end).endsWith("\\")) {
        end++;
      }
      commands.add(String.join("\n", lines.subList(at, end + 1)));
      at = end;
    }
    return commands;
  }

  private static int indexOf(String line, List<String> lines, int from) {
    int at = lines.subList(from, lines.size()).indexOf(line);
    if (at < 0) {
      throw new IllegalArgumentException("no '%s' after line %d".formatted(line, from));
    }
    return from + at;
  }
}
