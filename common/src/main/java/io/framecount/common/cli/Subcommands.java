package io.framecount.common.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The subcommands of a command. The parser gets only those that the arguments may name, because
 * reading the options of all takes a fifth of a second.
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

  /** Adds the subcommands whose names are anywhere among the arguments. */
  void addNamed(String... args) {
    for (String arg : args) {
      add(arg);
    }
  }

  /** Adds all subcommands, for help and suggestions. */
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
