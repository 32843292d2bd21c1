package io.framecount.local;

import io.framecount.common.cli.Cli;
import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.cli.Interruption;
import io.framecount.common.cli.ShellOptions;
import io.framecount.common.cli.StandardOptions;
import io.framecount.local.kafka.Security;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Command {@code local}: Kafka and a schema registry until Ctrl-C. */
@Command(
    name = "local",
    description = {
      "Runs Kafka and a schema registry (Apicurio, Confluent API) on this machine until Ctrl-C, reachable from 127.0.0.1 only.",
      "",
      "When both answer, prints their addresses on stdout as two export lines for the shell:",
      "  bin/local > addresses &",
      "  . ./addresses"
    })
public final class Main implements Callable<ExitCode> {
  @Mixin ShellOptions shell;
  @Mixin StandardOptions standard;
  @Spec private CommandSpec spec;

  @Option(
      names = "--kafka-port",
      defaultValue = "9092",
      paramLabel = "PORT",
      description = "Port of Kafka, 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int kafkaPort;

  @Option(
      names = "--registry-port",
      defaultValue = "8081",
      paramLabel = "PORT",
      description = "Port of the schema registry, 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int registryPort;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Keep topics and schemas in this directory across restarts. By default, they are in "
              + "a temporary directory that is deleted at the end.")
  private Path dataDir;

  @Option(
      names = "--partitions",
      defaultValue = "" + Settings.DEFAULT_PARTITIONS,
      paramLabel = "N",
      description =
          "Partitions of topics that are created without a number (default: "
              + "${DEFAULT-VALUE}).")
  private int partitions;

  @Option(
      names = "--no-auto-create-topics",
      description =
          "Leave it to you to create topics. By default, the first client that names a topic "
              + "creates it, as Kafka's own default has it.")
  private boolean leavesTopics;

  @Option(
      names = "--secure",
      description =
          "Require TLS and a password, as most clusters do. The path of a client "
              + "configuration is printed at the end; pass it as --command-config.")
  private boolean secure;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description =
          "Additional user, who may do only what ACLs allow; repeatable. Implies --secure and "
              + "turns on authorization; the first user may do everything.")
  private List<String> users = List.of();

  public static void main(String[] args) {
    System.exit(Cli.run(new Main(), args));
  }

  @Override
  public ExitCode call() {
    Settings settings = settings();
    CompletableFuture<Void> asked = new CompletableFuture<>();
    try (Interruption interruption = Interruption.listen(() -> asked.complete(null));
        LocalPlatform platform = start(settings, interruption)) {
      if (!interruption.requested()) {
        announce(platform);
      }
      CompletableFuture.anyOf(asked, failed(platform)).join();
      if (!interruption.requested()) {
        throw new CommandFailure("the schema registry ended by itself; Kafka is stopped, too");
      }
    }
    return ExitCode.OK;
  }

  /** A failure to start while the JVM shuts down is not worth a message. */
  private static LocalPlatform start(Settings settings, Interruption interruption) {
    try {
      return LocalPlatform.start(settings);
    } catch (Throwable e) {
      if (interruption.requested()) {
        throw new CommandFailure(ExitCode.INTERRUPTED, "stopped while it started", e);
      }
      throw e;
    }
  }

  /** Ctrl-C ends the registry's process as well: only one that ends long before us has failed. */
  private static CompletableFuture<Void> failed(LocalPlatform platform) {
    return platform
        .registryEnded()
        .thenRunAsync(() -> {}, CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
  }

  private Settings settings() {
    requireRange("--kafka-port", kafkaPort, 0, 65_535);
    requireRange("--registry-port", registryPort, 0, 65_535);
    requireRange("--partitions", partitions, 1, 10_000);
    for (String user : users) {
      requireUser(user);
    }
    return new Settings(
        kafkaPort,
        registryPort,
        Optional.ofNullable(dataDir),
        partitions,
        !leavesTopics,
        secure || !users.isEmpty(),
        users);
  }

  private void requireUser(String name) {
    if (!Security.isUserName(name)) {
      throw new ParameterException(
          spec.commandLine(),
          "--user must be made of letters, digits, _ and -, and not be '%s', not '%s'"
              .formatted(Security.FIRST_USER, name));
    }
  }

  private void requireRange(String option, int value, int min, int max) {
    if (value < min || value > max) {
      throw new ParameterException(
          spec.commandLine(),
          "%s must be between %d and %d, not %d".formatted(option, min, max, value));
    }
  }

  private void announce(LocalPlatform platform) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("Kafka on %s is ready.".formatted(platform.bootstrapServers()));
    err.println("Schema registry on %s is ready.".formatted(platform.registryUrl()));
    err.println(
        dataDir == null
            ? "Topics and schemas are deleted at the end; press Ctrl-C to stop."
            : "Topics and schemas are kept in %s; press Ctrl-C to stop.".formatted(dataDir));
    if (!leavesTopics) {
      err.println("Kafka creates topics on first use; --no-auto-create-topics leaves that to you.");
    }
    platform
        .clientProperties()
        .ifPresent(
            file -> err.println("Clients of Kafka need --command-config %s".formatted(file)));
    users.forEach(
        user ->
            err.println(
                "User %s needs --command-config %s"
                    .formatted(user, platform.clientProperties(user).orElseThrow())));
    PrintWriter out = spec.commandLine().getOut();
    out.println("export KAFKA_BOOTSTRAP_SERVERS=" + platform.bootstrapServers());
    out.println("export SCHEMA_REGISTRY_URL=" + platform.registryUrl());
    out.flush();
  }
}
