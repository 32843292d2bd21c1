package io.framecount.loader.command.schema;

import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.StandardOptions;
import io.framecount.common.compatibility.CompatibilityLevel;
import io.framecount.common.registry.RegistryClient;
import io.framecount.loader.command.option.OutputOption;
import io.framecount.loader.command.option.SchemaOptions.SchemaOption;
import io.framecount.loader.command.option.TimeOptions;
import io.framecount.loader.schema.ChosenSchema;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks whether a schema may be the next version of its subject, and explains why not. */
@Command(
    name = "check",
    sortOptions = false,
    description =
        "Checks whether a schema may be the next version of a subject under the subject's "
            + "compatibility level; if not, explains field by field why and what would make it "
            + "compatible. Registers nothing. Ends with code 4 if it may not.",
    footer = {"", "Example: loader schema check --topic frames --schema wider.avsc"})
public final class SchemaCheckCommand implements Callable<ExitCode> {
  @Mixin private SubjectOptions subject;
  @Mixin private SchemaOption schema;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description =
          "Compatibility level to use instead of the subject's own: NONE, BACKWARD, FORWARD, "
              + "FULL, each but NONE also with _TRANSITIVE. The registry's verdict is not asked "
              + "for.")
  private CompatibilityLevel level;

  @Mixin private OutputOption output;
  @Mixin StandardOptions standard;
  @Spec private CommandSpec spec;

  @Override
  public ExitCode call() {
    String name = subject.required(spec);
    RegistryClient registry = subject.connect();
    ChosenSchema chosen = schema.choose(() -> registry, name);
    TimeOptions.doubt(chosen.schema(), null).ifPresent(spec.commandLine().getErr()::println);
    CheckResult result = CheckResult.of(registry, name, chosen, Optional.ofNullable(level));
    output.print(
        spec.commandLine().getOut(),
        () -> CheckText.of(result),
        () -> SchemaJson.check(result).toString());
    return result.compatible() ? ExitCode.OK : ExitCode.SCHEMA;
  }
}
