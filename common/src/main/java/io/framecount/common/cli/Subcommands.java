package io.framecount.common.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The subcommands of a command, each known to the parser only when it may be asked for: to read the
 * options of all of them takes a fifth of a second, which a command that uses one, or none, need
 * not wait for.
 */
final class Subcommands {
  private final CommandLine line;
  private final Map<String, Class<?>> unread = new LinkedHashMap<>();

  private Subcommands(CommandLine line) {
    this.line = line;
  }

  /** Returns the subcommands of a command; none if it is not a {@link CommandGroup}. */
  static Subcommands of(CommandLine line) {
    Subcommands all = new Subcommands(line);
    if (line.getCommand() instanceof CommandGroup group) {
      group.subcommands().forEach(each -> all.unread.put(name(each), each));
    }
    return all;
  }

  /** Adds those whose names are among the arguments, wherever. */
  void addNamed(String... args) {
    for (String arg : args) {
      add(arg);
    }
  }

  /** Adds all, for help, suggestions and what else speaks of each. */
  void addAll() {
    List.copyOf(unread.keySet()).forEach(this::add);
  }

  private void add(String name) {
    Class<?> command = unread.remove(name);
    if (command != null) {
      line.addSubcommand(command);
    }
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }
}
