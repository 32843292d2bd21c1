package io.framecount.e2e.manual;

import io.framecount.e2e.ApicurioSerdes;
import io.framecount.e2e.Launcher;
import io.framecount.e2e.deploy.StandInCluster;
import io.framecount.local.LocalPlatform;
import io.framecount.local.Settings;
import io.framecount.local.SharedPlatform;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that a page of the manual expects: Kafka, a registry, a checkout, a few tools. */
final class Surroundings implements AutoCloseable {
  private static final List<String> CHECKOUT =
      List.of("bin", "schemas", "loader", "counter", "deploy");
  private static final String MIRROR = "other:9092";
  private static final String KUBECONFIG = "kubeconfig.yaml";

  private final Path directory;
  private final Optional<LocalPlatform> mirror;
  private final StandInCluster kubernetes;
  private final OtherPorts ports = OtherPorts.instead();
  private final boolean startsItsOwn;

  private Surroundings(ManualPage page, Path directory) throws IOException {
    this.directory = directory;
    kubernetes = StandInCluster.start();
    Files.writeString(directory.resolve(KUBECONFIG), kubernetes.config());
    startsItsOwn = page.types("bin/local --");
    mirror =
        page.types(MIRROR)
            ? Optional.of(LocalPlatform.start(Settings.temporary()))
            : Optional.empty();
  }

  /** Prepares an empty directory and the shared platform for a page. */
  static Surroundings of(ManualPage page, Path directory) throws IOException {
    CleanSlate.make();
    for (String part : CHECKOUT) {
      Files.createSymbolicLink(directory.resolve(part), Launcher.root().resolve(part));
    }
    Path serdes = Files.createDirectory(directory.resolve("apicurio-serdes"));
    for (String jar : ApicurioSerdes.classPath().split(File.pathSeparator, -1)) {
      Files.createSymbolicLink(serdes.resolve(Path.of(jar).getFileName()), Path.of(jar));
    }
    kafkaTool(directory, "kafka-acls", "AclCommand");
    return new Surroundings(page, directory);
  }

  Launcher shell() {
    return Launcher.onSharedPlatform(directory)
        .with(
            Map.of(
                "HOME",
                directory.toString(),
                "KUBECONFIG",
                directory.resolve(KUBECONFIG).toString(),
                "PATH",
                directory + File.pathSeparator + System.getenv("PATH")));
  }

  /** Returns the command with the addresses of these surroundings. */
  String here(String command) {
    String kafka = startsItsOwn ? "127.0.0.1:" + ports.kafka() : SharedPlatform.bootstrapServers();
    return ports
        .in(command)
        .replace(MIRROR, mirror.map(LocalPlatform::bootstrapServers).orElse(MIRROR))
        .replaceAll("\\b(localhost|127\\.0\\.0\\.1):9092\\b", kafka)
        .replace(
            "http://127.0.0.1:8081", SharedPlatform.registryUrl().replaceFirst("/apis/.*", ""));
  }

  /**
   * Writes a script like one of Kafka's, which are not in its jars; the classes that they start
   * are.
   */
  private static void kafkaTool(Path directory, String name, String type) throws IOException {
    Path script = directory.resolve(name);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Files.writeString(
        script,
        "#!/bin/sh%nexec '%s' -XX:TieredStopAtLevel=1 -cp '%s' org.apache.kafka.tools.%s \"$@\"%n"
            .formatted(java, System.getProperty("java.class.path"), type));
    if (!script.toFile().setExecutable(true)) {
      throw new IOException("not executable: " + script);
    }
  }

  @Override
  public void close() {
    try (kubernetes) {
      mirror.ifPresent(LocalPlatform::close);
    }
  }
}
