package io.framecount.loader.command.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.StandardOptions;
import io.framecount.common.compatibility.CompatibilityLevel;
import io.framecount.common.registry.RegisteredSchema;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.WrittenSchema;
import io.framecount.loader.command.option.OutputOption;
import io.framecount.loader.command.option.SchemaOptions.SchemaOption;
import io.framecount.loader.schema.ChosenSchema;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints a schema as the registry has it. */
@Command(
    name = "show",
    sortOptions = false,
    description = {
      "Prints the versions of a subject, its level, and a schema: the latest, or that of --schema.",
      "With --schema alone it prints that schema, wherever it is from."
    },
    footer = {
      "",
      "Examples: loader schema show --topic frames",
      "          loader schema show --schema id:7"
    })
public final class SchemaShowCommand implements Callable<ExitCode> {
  @Mixin private SubjectOptions subject;
  @Mixin private SchemaOption schema;
  @Mixin private OutputOption output;
  @Mixin StandardOptions standard;
  @Spec private CommandSpec spec;

  @Override
  public ExitCode call() {
    if (subject.named().isEmpty() && !schema.given()) {
      throw new ParameterException(
          spec.commandLine(), "missing required option: --topic, --subject or --schema");
    }
    RegistryClient registry = subject.connect();
    Shown shown =
        schema.given()
            ? new Shown(schema.choose(() -> registry, subject.named().orElse(null)))
            : new Shown(latest(registry, subject.required(spec)), registry);
    output.print(spec.commandLine().getOut(), shown::toText, shown::toJson);
    return ExitCode.OK;
  }

  private static RegisteredSchema latest(RegistryClient registry, String name) {
    return registry
        .latest(name)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.SCHEMA,
                    "the schema registry at %s has no subject %s".formatted(registry.url(), name)));
  }

  /**
   * The parts to print.
   *
   * @param versions of the subject; null if none was asked for
   * @param level of the subject, in words; null if none was asked for
   */
  private record Shown(
      String name,
      RegisteredSchema place,
      String text,
      List<WrittenSchema.Reference> references,
      List<Integer> versions,
      String level) {
    Shown(ChosenSchema chosen) {
      this(
          chosen.name(),
          chosen.registered().orElse(null),
          chosen.written().text(),
          chosen.written().references(),
          null,
          null);
    }

    Shown(RegisteredSchema latest, RegistryClient registry) {
      this(
          latest.toString(),
          latest,
          latest.written().text(),
          latest.written().references(),
          registry.versionsOf(latest.subject()),
          registry.level(latest.subject()).map(CompatibilityLevel::name).orElse("unknown"));
    }

    String toText() {
      StringBuilder text = new StringBuilder(name);
      if (versions != null) {
        String numbers = versions.stream().map(String::valueOf).collect(Collectors.joining(", "));
        text.append("; versions %s; level %s".formatted(numbers, level));
      }
      for (WrittenSchema.Reference reference : references) {
        text.append("%nrefers to %s".formatted(reference));
      }
      return text.append("%n%s".formatted(SchemaText.pretty(this.text))).toString();
    }

    String toJson() {
      ObjectNode json =
          place == null ? SchemaJson.object().put("name", name) : SchemaJson.place(place);
      if (versions != null) {
        ArrayNode numbers = json.putArray("versions");
        versions.forEach(numbers::add);
        json.put("level", level);
      }
      if (!references.isEmpty()) {
        ArrayNode list = json.putArray("references");
        for (WrittenSchema.Reference reference : references) {
          list.addObject()
              .put("name", reference.name())
              .put("subject", reference.subject())
              .put("version", reference.version());
        }
      }
      json.set("schema", SchemaJson.parsed(text));
      return json.toString();
    }
  }
}
