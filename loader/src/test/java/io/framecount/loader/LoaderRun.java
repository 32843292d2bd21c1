package io.framecount.loader;

import io.framecount.common.cli.CliRun;
import io.framecount.loader.command.LoaderCommand;
import io.framecount.local.SharedPlatform;
import java.util.ArrayList;
import java.util.List;

/** Runs the loader against the platform that all integration tests share. */
public final class LoaderRun {
  private LoaderRun() {}

  /** Loads into the topic, as {@code loader --topic T …}. */
  public static CliRun load(String topic, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--topic", topic));
    return withRegistry(all);
  }

  /** Replays, as {@code loader replay --topic T …}. */
  public static CliRun replay(String topic, String... args) {
    List<String> all = new ArrayList<>(List.of("replay", "--topic", topic));
    all.addAll(List.of(args));
    return withRegistry(all);
  }

  /** Runs a command about schemas, as {@code loader schema …}. */
  public static CliRun schema(String... args) {
    List<String> all = new ArrayList<>(List.of("schema"));
    all.addAll(List.of(args));
    all.addAll(List.of("--schema-registry", SharedPlatform.registryUrl()));
    return CliRun.of(new LoaderCommand(), all.toArray(String[]::new));
  }

  /** Shows the progress of loads. */
  public static CliRun status(String... args) {
    List<String> all = new ArrayList<>(List.of("status"));
    all.addAll(List.of(args));
    return run(all);
  }

  private static CliRun withRegistry(List<String> args) {
    args.addAll(List.of("--schema-registry", SharedPlatform.registryUrl()));
    return run(args);
  }

  private static CliRun run(List<String> args) {
    args.addAll(List.of("--bootstrap-server", SharedPlatform.bootstrapServers()));
    return CliRun.of(new LoaderCommand(), args.toArray(String[]::new));
  }
}
