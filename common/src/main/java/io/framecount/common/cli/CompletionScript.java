package io.framecount.common.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The script by which bash and zsh complete a command, as picocli makes it. */
final class CompletionScript {
  private static final List<String> OF_FILES = List.of("FILE", "DIR");

  private CompletionScript() {}

  /** Changes the command, which must not be run any more. */
  static String of(CommandLine command) {
    prepare(command.getCommandSpec());
    return AutoComplete.bash(command.getCommandName(), command);
  }

  private static void prepare(CommandSpec command) {
    for (OptionSpec option : new ArrayList<>(command.options())) {
      command.remove(option);
      command.addOption(better(option));
    }
    command.subcommands().values().forEach(sub -> prepare(sub.getCommandSpec()));
  }

  /** Values as users write them; files wherever a file is asked for. */
  private static OptionSpec better(OptionSpec option) {
    if (option.completionCandidates() != null) {
      List<String> values =
          StreamSupport.stream(option.completionCandidates().spliterator(), false)
              .map(value -> value.toLowerCase(Locale.ROOT))
              .toList();
      // The script keeps the values under the label, which two options may share.
      String label = option.longestName().replaceFirst("^-+", "");
      return option.toBuilder().paramLabel(label).completionCandidates(values).build();
    }
    return OF_FILES.contains(option.paramLabel())
        ? OptionSpec.builder(option.names())
            .type(Path.class)
            .arity(option.arity().toString())
            .hidden(option.hidden())
            .build()
        : option;
  }
}
