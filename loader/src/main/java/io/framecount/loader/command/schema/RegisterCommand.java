package io.framecount.loader.command.schema;

import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.StandardOptions;
import io.framecount.common.registry.RegisteredSchema;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.Subjects;
import io.framecount.loader.command.option.OutputOption;
import io.framecount.loader.command.option.SchemaOptions.SchemaOption;
import io.framecount.loader.command.option.TimeOptions;
import io.framecount.loader.schema.ChosenSchema;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Registers a schema, and says where it is then. */
@Command(
    name = "register",
    sortOptions = false,
    description =
        "Registers a schema as the next version of a subject and prints version and id. If "
            + "the schema is incompatible, explains why and ends with code 4.",
    footer = {"", "Example: loader schema register --topic frames --schema wider.avsc"})
public final class RegisterCommand implements Callable<ExitCode> {
  @Mixin private SubjectOptions subject;
  @Mixin private SchemaOption schema;
  @Mixin private OutputOption output;
  @Mixin StandardOptions standard;
  @Spec private CommandSpec spec;

  @Override
  public ExitCode call() {
    String name = subject.required(spec);
    RegistryClient registry = subject.connect();
    ChosenSchema chosen = schema.choose(() -> registry, name);
    TimeOptions.doubt(chosen.schema(), null).ifPresent(spec.commandLine().getErr()::println);
    CheckResult check = CheckResult.of(registry, name, chosen, Optional.empty());
    if (!check.compatible()) {
      output.print(
          spec.commandLine().getOut(),
          () -> CheckText.of(check),
          () -> SchemaJson.check(check).put("registered", false).toString());
      return ExitCode.SCHEMA;
    }
    boolean there = check.already().isPresent();
    if (!there) {
      chosen.requireSoundLogicalTypes();
    }
    RegisteredSchema registered =
        there
            ? check.already().get()
            : new Subjects(registry).resolve(name, chosen.written(), true);
    output.print(
        spec.commandLine().getOut(),
        () ->
            there
                ? "%s is %s already".formatted(chosen.name(), registered)
                : "registered %s as %s".formatted(chosen.name(), registered),
        () -> SchemaJson.place(registered).put("registered", !there).toString());
    return ExitCode.OK;
  }
}
