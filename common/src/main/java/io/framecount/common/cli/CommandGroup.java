package io.framecount.common.cli;

import java.util.List;

/**
 * A command that has subcommands. It names them here and not in picocli's annotation, so that only
 * those that are used are read.
 */
public interface CommandGroup {
  /** Classes with {@link picocli.CommandLine.Command}, in the order of the help. */
  List<Class<?>> subcommands();
}
