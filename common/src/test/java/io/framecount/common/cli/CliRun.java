package io.framecount.common.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What a command did when run in this JVM, for tests of every module.
 *
 * @param code the exit code
 * @param stdout all it wrote for other programs
 * @param stderr all it wrote for people
 */
public record CliRun(int code, String stdout, String stderr) {

  /** Runs the command as {@code main} would, without leaving the JVM. */
  public static CliRun of(Object command, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Cli.run(command, new PrintWriter(out), new PrintWriter(err), args);
    return new CliRun(code, out.toString(), err.toString());
  }
}
