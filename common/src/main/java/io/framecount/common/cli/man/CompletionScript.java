package io.framecount.common.cli.man;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Makes the script with which bash and zsh complete a command, from picocli's. */
public final class CompletionScript {
  private static final List<String> OF_FILES = List.of("FILE", "DIR");

  /** Completion of file names in bash; zsh completes them by itself. */
  private static final String BY_BASH = "compgen -f -- ";

  private static final String BY_BASH_ALONE = "[ -n \"$ZSH_VERSION\" ] || " + BY_BASH;

  private CompletionScript() {}

  public static String of(CommandLine command) {
    CommandSpec spec = prepared(command.getCommandSpec());
    return AutoComplete.bash(command.getCommandName(), new CommandLine(spec))
        .replace(BY_BASH, BY_BASH_ALONE);
  }

  /** Returns a command with the same options and subcommands, which does nothing. */
  private static CommandSpec prepared(CommandSpec command) {
    CommandSpec prepared = CommandSpec.create().name(command.name());
    prepared.usageMessage().hidden(command.usageMessage().hidden());
    command.options().forEach(option -> prepared.addOption(better(option)));
    command
        .subcommands()
        .forEach((name, sub) -> prepared.addSubcommand(name, prepared(sub.getCommandSpec())));
    return prepared;
  }

  /**
   * Returns an option whose values complete as users write them, or as files where the option takes
   * a file.
   */
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
    OptionSpec.Builder builder = OptionSpec.builder(option.names()).hidden(option.hidden());
    return builder.arity(option.arity().toString()).type(type(option)).build();
  }

  private static Class<?> type(OptionSpec option) {
    if (option.arity().max() == 0) {
      return boolean.class;
    }
    return OF_FILES.contains(option.paramLabel()) ? Path.class : String.class;
  }
}
