package io.framecount.common.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that says its name. */
abstract class Said implements Runnable {
  @Mixin StandardOptions standard;
  @Spec CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().getOut().println(spec.name());
  }
}
