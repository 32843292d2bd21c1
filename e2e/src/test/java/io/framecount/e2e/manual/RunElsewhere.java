package io.framecount.e2e.manual;

import io.framecount.e2e.Launcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Commands of the manual that {@link DocumentedCommandsIT} leaves out.
 *
 * @param command pattern of the whole command, without a comment
 * @param reason the reason to leave it out
 * @param file the file that runs or checks it instead
 * @param does pattern of the place in that file
 */
record RunElsewhere(String command, String reason, String file, String does) {
  static final List<RunElsewhere> ALL =
      List.of(
          new RunElsewhere(
              "bin/demo", "starts a platform of its own", ".ci/run", "(?m)^lane 'bin/demo "),
          new RunElsewhere("mvn verify", "runs this test, too", ".ci/run", "(?m)^mvn .* verify$"),
          new RunElsewhere(
              "zcat .* \\| kcat -P .* -t raw",
              "needs a broker that creates topics on first use",
              ".ci/kcat",
              "kcat .* -P -t raw"),
          new RunElsewhere(
              "bin/counter --topic raw --until-end",
              "needs what the command before it writes",
              ".ci/kcat",
              "bin/counter --topic raw --until-end"),
          new RunElsewhere(
              "bin/loader .*--from-topic .*",
              "needs a topic of JSON, which no command here makes",
              ".ci/kcat",
              "bin/loader --from-topic raw"),
          new RunElsewhere(
              "docker compose up",
              "needs a container engine",
              "deploy/test/scenario",
              "compose up --detach"),
          new RunElsewhere(
              "docker compose run .*",
              "needs a container engine",
              "deploy/test/scenario",
              "\\^docker compose run /p' README.md docs/deploying.md"),
          new RunElsewhere(
              "mvn -Pconfluent .*",
              "asks Confluent's repository, which no test does",
              "pom.xml",
              "<id>confluent</id>"),
          new RunElsewhere(
              "bin/(loader|counter) .*--serde confluent",
              "needs what the command before it builds",
              "common/src/test/java/io/framecount/common/serde/SerdeOptionsTest.java",
              "\"--serde\", \"confluent\""));

  static Optional<RunElsewhere> of(String line) {
    return ALL.stream().filter(known -> known.means(line)).findFirst();
  }

  boolean means(String line) {
    return line.replaceFirst("\\s+#.*", "").matches(command);
  }

  boolean isDone() {
    try {
      String text = Files.readString(Launcher.root().resolve(file));
      return Pattern.compile(does).matcher(text).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
