package io.framecount.loader.command.schema;

import io.framecount.common.compatibility.Obstacle;
import io.framecount.common.registry.RegistryClient;
import io.framecount.common.registry.SubjectCheck;
import java.util.ArrayList;
import java.util.List;

/** A check for a person: the verdict first, then why. */
final class CheckText {
  private final CheckResult result;
  private final List<String> lines = new ArrayList<>();

  private CheckText(CheckResult result) {
    this.result = result;
  }

  static String of(CheckResult result) {
    CheckText text = new CheckText(result);
    text.verdict();
    text.versions();
    text.notes();
    return String.join("%n".formatted(), text.lines);
  }

  private void verdict() {
    SubjectCheck.Report report = result.report();
    if (report.versions().isEmpty()) {
      lines.add(
          "subject %s does not exist at %s yet; any schema may be its first"
              .formatted(report.subject(), result.registryUrl()));
    } else if (result.already().isPresent()) {
      lines.add("%s is %s already".formatted(result.schema(), result.already().get()));
    } else {
      lines.add(
          "%s is %s with %s under %s%s"
              .formatted(
                  result.schema(),
                  report.compatible() ? "compatible" : "not compatible",
                  versionsAsked(report),
                  report.level(),
                  report.assumed() ? ", assumed since the registry does not tell" : ""));
    }
  }

  private static String versionsAsked(SubjectCheck.Report report) {
    String latest = report.versions().get(0).version().toString();
    int older = report.versions().size() - 1;
    return older == 0
        ? latest
        : "%s and %,d older %s".formatted(latest, older, older == 1 ? "version" : "versions");
  }

  private void versions() {
    if (result.already().isPresent()) {
      return;
    }
    for (SubjectCheck.VersionReport version : result.report().versions()) {
      if (!version.compatible()) {
        lines.add("");
        lines.add("  %s:".formatted(version.version()));
        version.obstacles().forEach(this::obstacle);
      }
    }
  }

  private void obstacle(Obstacle obstacle) {
    String path = obstacle.path().isEmpty() ? "the record" : obstacle.path();
    lines.add("    %s %s".formatted(path, obstacle.problem()));
    lines.add("      → %s".formatted(obstacle.remedy()));
  }

  private void notes() {
    List<String> notes = new ArrayList<>();
    result
        .deceptive()
        .forEach(
            difference ->
                notes.add(
                    "warning: %s: %s; Avro reads the one as the other, but the values mean something else"
                        .formatted(difference.path(), difference.text())));
    result
        .unasked()
        .forEach(obstacle -> notes.add("note: level NONE takes it, but " + obstacle.sentence()));
    result.verdict().ifPresent(verdict -> notes.add(said(verdict)));
    if (!notes.isEmpty()) {
      lines.add("");
      lines.addAll(notes);
    }
  }

  private String said(RegistryClient.TestResult verdict) {
    String words = verdict.messages().isEmpty() ? "" : ": " + String.join("; ", verdict.messages());
    if (verdict.answer() == RegistryClient.TestResult.Answer.UNKNOWN) {
      return "the registry at %s can't say%s".formatted(result.registryUrl(), words);
    }
    String answer =
        verdict.answer() == RegistryClient.TestResult.Answer.COMPATIBLE
            ? "compatible"
            : "not compatible";
    return result.disputed()
        ? "warning: the registry at %s says the opposite, %s%s; it has the last word when the schema is registered"
            .formatted(result.registryUrl(), answer, words)
        : "the registry at %s says the same".formatted(result.registryUrl());
  }
}
