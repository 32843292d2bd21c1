package io.framecount.common.cli.man;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Writes a man page for a command and for each that is below it. */
public final class ManPages {
  private ManPages() {}

  /**
   * Writes man pages where {@code man -M} looks.
   *
   * @param directory the directory in which folder {@code man1} is made
   */
  public static void write(CommandSpec command, Path directory) {
    try {
      Path section = Files.createDirectories(directory.resolve("man1"));
      ManPage page = new ManPage(command);
      Files.writeString(section.resolve(page.name() + ".1"), page.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (CommandLine sub : command.subcommands().values()) {
      if (!sub.getCommandSpec().usageMessage().hidden()) {
        write(sub.getCommandSpec(), directory);
      }
    }
  }
}
