package io.framecount.common.cli.man;

import io.framecount.common.cli.BuildInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A command's man page, made from the same texts as its {@code --help}, so that no option is
 * described twice. Uses the macros of man(7), which groff and mandoc know.
 */
final class ManPage {
  private final CommandSpec command;
  private final Roff roff = new Roff();

  ManPage(CommandSpec command) {
    this.command = command;
  }

  /** Returns the page's name, such as {@code loader-status}. */
  String name() {
    return command.qualifiedName("-");
  }

  String text() {
    roff.title(name(), BuildInfo.version());
    roff.section("NAME");
    roff.text(name() + " - " + summary());
    roff.section("SYNOPSIS");
    synopsis();
    roff.section("DESCRIPTION");
    description();
    arguments();
    options();
    commands();
    footer();
    seeAlso();
    return roff.toString();
  }

  private String summary() {
    String text = String.join(" ", lines(command.usageMessage().description()));
    int end = text.indexOf(". ");
    return (end < 0 ? text : text.substring(0, end)).replaceFirst("[.:]$", "");
  }

  private void synopsis() {
    StringBuilder line = new StringBuilder(Roff.bold(command.qualifiedName(" ")));
    line.append(" [").append(Roff.italic("OPTION")).append("]...");
    visibleArguments()
        .forEach(argument -> line.append(' ').append(Roff.italic(argument.paramLabel())));
    if (!subcommands().isEmpty()) {
      line.append(" [").append(Roff.italic("COMMAND")).append(']');
    }
    roff.formatted(line.toString());
  }

  private void description() {
    List<String> paragraph = new ArrayList<>();
    for (String line : lines(command.usageMessage().description())) {
      if (line.isBlank()) {
        roff.text(String.join(" ", paragraph));
        roff.paragraph();
        paragraph.clear();
      } else {
        paragraph.add(line);
      }
    }
    roff.text(String.join(" ", paragraph));
  }

  private void arguments() {
    List<PositionalParamSpec> arguments = visibleArguments().toList();
    if (!arguments.isEmpty()) {
      roff.section("ARGUMENTS");
      arguments.forEach(argument -> roff.item(Roff.italic(argument.paramLabel()), said(argument)));
    }
  }

  private void options() {
    roff.section("OPTIONS");
    command.options().stream()
        .filter(option -> !option.hidden())
        .forEach(option -> roff.item(names(option), said(option)));
  }

  private static String names(OptionSpec option) {
    String names = Stream.of(option.names()).map(Roff::bold).collect(Collectors.joining(", "));
    return option.arity().max() == 0 ? names : names + " " + Roff.italic(option.paramLabel());
  }

  private void commands() {
    if (!subcommands().isEmpty()) {
      roff.section("COMMANDS");
      subcommands()
          .forEach(
              sub ->
                  roff.item(
                      Roff.bold(sub.getCommandName()),
                      new ManPage(sub.getCommandSpec()).summary()));
    }
  }

  /** Prints the footer unchanged: examples and lists of codes keep their lines. */
  private void footer() {
    List<String> footer = lines(command.usageMessage().footer());
    if (!footer.isEmpty()) {
      roff.section("NOTES");
      roff.literal(footer.stream().dropWhile(String::isBlank).toList());
    }
  }

  private void seeAlso() {
    List<String> others = new ArrayList<>();
    if (command.parent() != null) {
      others.add(command.parent().qualifiedName("-"));
    }
    subcommands().forEach(sub -> others.add(sub.getCommandSpec().qualifiedName("-")));
    if (!others.isEmpty()) {
      roff.section("SEE ALSO");
      roff.formatted(
          others.stream().map(other -> Roff.bold(other) + "(1)").collect(Collectors.joining(", ")));
    }
  }

  private List<CommandLine> subcommands() {
    return command.subcommands().values().stream()
        .filter(sub -> !sub.getCommandSpec().usageMessage().hidden())
        .toList();
  }

  private Stream<PositionalParamSpec> visibleArguments() {
    return command.positionalParameters().stream().filter(argument -> !argument.hidden());
  }

  private static String said(ArgSpec argument) {
    return String.join(" ", plain(Stream.of(argument.description())));
  }

  /** A command's description is still a format string, unlike an option's. */
  private static List<String> lines(String... formats) {
    return plain(Stream.of(formats).map(String::format));
  }

  private static List<String> plain(Stream<String> texts) {
    return texts
        .map(Ansi.OFF::string)
        .flatMap(text -> text.isEmpty() ? Stream.of("") : text.lines())
        .toList();
  }
}
