package io.framecount.loader;

import io.framecount.common.cli.Cli;
import io.framecount.loader.command.LoaderCommand;

/** Starts the command {@code loader}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(Cli.run(new LoaderCommand(), args));
  }
}
