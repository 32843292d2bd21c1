package io.framecount.counter;

import io.framecount.common.cli.CliRun;
import io.framecount.counter.command.CounterCommand;
import io.framecount.local.SharedPlatform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the counter in this JVM on the shared platform. */
final class CounterRun {
  private CounterRun() {}

  /** Counts all that is in the topic, printing tsv. */
  static CliRun untilEnd(Path stateDir, String topic, String... more) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of("--topic", topic, "--until-end", "--format", "tsv"));
    args.addAll(List.of("--state-dir", stateDir.toString()));
    args.addAll(List.of(more));
    return of(args.toArray(String[]::new));
  }

  static CliRun of(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--bootstrap-server", SharedPlatform.bootstrapServers()));
    all.addAll(List.of("--schema-registry", SharedPlatform.registryUrl()));
    return CliRun.of(new CounterCommand(), all.toArray(String[]::new));
  }

  /** A new topic of four partitions with frames to be. */
  static FrameTopic newTopic() {
    return new FrameTopic(
        SharedPlatform.bootstrapServers(),
        SharedPlatform.registryUrl(),
        SharedPlatform.newTopic("frames", 4));
  }
}
