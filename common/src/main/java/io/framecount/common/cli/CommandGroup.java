package io.framecount.common.cli;

import java.util.List;

/**
 * A command with subcommands. It lists them here and not in picocli's annotation, so that picocli
 * reads only those in use.
 */
public interface CommandGroup {
  /** Classes with {@link picocli.CommandLine.Command}, in the order of the help. */
  List<Class<?>> subcommands();
}
