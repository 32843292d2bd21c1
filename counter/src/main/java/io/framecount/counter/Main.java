package io.framecount.counter;

import io.framecount.common.cli.Cli;

/** Entry point of the command {@code counter}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(Cli.run(new CounterCommand(), args));
  }
}
