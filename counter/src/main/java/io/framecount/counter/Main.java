package io.framecount.counter;

import io.framecount.common.cli.Cli;
import io.framecount.counter.command.CounterCommand;

/** Entry point of the command {@code counter}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(Cli.run(new CounterCommand(), args));
  }
}
