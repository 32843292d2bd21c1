package io.framecount.local.registry;

import io.framecount.common.cli.CommandFailure;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the unpacked Apicurio Registry. The build puts it into {@code apicurio} beside this
 * module's jar or classes; system property {@value #PROPERTY} names any other place, which is
 * needed if this module's jar comes from a Maven repository.
 */
final class RegistryHome {
  static final String PROPERTY = "framecount.registry.home";

  private RegistryHome() {}

  /** Returns the jar that starts the registry, with its libraries beside it. */
  static Path runner() {
    Path home = home();
    return runnerIn(home)
        .orElseThrow(
            () ->
                new CommandFailure(
                    "no Apicurio Registry in %s; build it with mvn -Dquick -pl local -am package, or say where it is with -D%s=DIR"
                        .formatted(home, PROPERTY)));
  }

  /** Returns the jar, or directory of classes, that holds this class. */
  static Path ownClasses() {
    try {
      return Path.of(
          RegistryHome.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path home() {
    String given = System.getProperty(PROPERTY);
    return given == null ? ownClasses().resolveSibling("apicurio") : Path.of(given);
  }

  private static Optional<Path> runnerIn(Path home) {
    try (Stream<Path> files = Files.list(home)) {
      return files.filter(file -> file.toString().endsWith("-runner.jar")).findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
