package io.framecount.loader.command.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.StandardOptions;
import io.framecount.common.compatibility.Difference;
import io.framecount.common.compatibility.Differences;
import io.framecount.common.registry.RegisteredSchema;
import io.framecount.common.registry.RegistryClient;
import io.framecount.loader.command.option.OutputOption;
import io.framecount.loader.command.option.SchemaOptions.SchemaOption;
import io.framecount.loader.schema.ChosenSchema;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what a schema changes. */
@Command(
    name = "diff",
    sortOptions = false,
    description =
        "Shows field by field how a schema differs from the latest version of a subject, or "
            + "from another version, and which differences are incompatible. Ends with code 4 "
            + "if any is.",
    footer = {"", "Example: loader schema diff --topic frames --schema wider.avsc"})
public final class DiffCommand implements Callable<ExitCode> {
  @Mixin private SubjectOptions subject;
  @Mixin private SchemaOption schema;

  @Option(
      names = "--against",
      paramLabel = "VERSION",
      description = "Version of the subject to compare with. Default: the latest.")
  private Integer against;

  @Mixin private OutputOption output;
  @Mixin StandardOptions standard;
  @Spec private CommandSpec spec;

  @Override
  public ExitCode call() {
    String name = subject.required(spec);
    RegistryClient registry = subject.connect();
    ChosenSchema chosen = schema.choose(() -> registry, name);
    RegisteredSchema old = old(registry, name).orElseThrow(() -> missing(registry, name));
    List<Difference> differences = Differences.between(old.schema(), chosen.schema());
    CheckResult check = CheckResult.of(registry, name, chosen, Optional.empty());
    output.print(
        spec.commandLine().getOut(),
        () -> text(old, chosen, differences, check),
        () -> json(old, differences, check));
    return check.compatible() ? ExitCode.OK : ExitCode.SCHEMA;
  }

  private Optional<RegisteredSchema> old(RegistryClient registry, String name) {
    return against == null ? registry.latest(name) : registry.version(name, against);
  }

  private CommandFailure missing(RegistryClient registry, String name) {
    String what = against == null ? "subject " + name : "version %d of %s".formatted(against, name);
    return new CommandFailure(
        ExitCode.SCHEMA,
        "the schema registry at %s has no %s to compare with".formatted(registry.url(), what));
  }

  private static String text(
      RegisteredSchema old, ChosenSchema chosen, List<Difference> differences, CheckResult check) {
    StringBuilder text = new StringBuilder("%s → %s".formatted(old, chosen.name()));
    if (differences.isEmpty()) {
      text.append("%n  no differences".formatted());
    }
    int width = differences.stream().mapToInt(d -> path(d).length()).max().orElse(0);
    for (Difference difference : differences) {
      text.append(
          ("%n  %s %-" + width + "s  %s")
              .formatted(difference.kind().sign(), path(difference), difference.text()));
    }
    return text.append("%n%n%s".formatted(CheckText.of(check))).toString();
  }

  private static String path(Difference difference) {
    return difference.path().isEmpty() ? "(record)" : difference.path();
  }

  private static String json(
      RegisteredSchema old, List<Difference> differences, CheckResult check) {
    ObjectNode json = SchemaJson.object();
    json.set("against", SchemaJson.place(old));
    ArrayNode list = json.putArray("differences");
    differences.forEach(difference -> list.add(SchemaJson.difference(difference)));
    json.set("check", SchemaJson.check(check));
    return json.toString();
  }
}
