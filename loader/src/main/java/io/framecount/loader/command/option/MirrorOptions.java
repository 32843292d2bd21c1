package io.framecount.loader.command.option;

import io.framecount.common.kafka.KafkaOptions;
import io.framecount.common.registry.RegistryOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options for a second cluster that gets the same frames. */
public final class MirrorOptions {
  @Option(
      names = "--mirror-bootstrap-server",
      paramLabel = "HOST:PORT[,…]",
      description =
          "Second cluster that receives the same frames, with its own progress. It may be "
              + "unavailable and never delays the first cluster; the same command catches it up "
              + "later.")
  private String bootstrapServers;

  @Option(
      names = "--mirror-command-config",
      paramLabel = "FILE",
      description =
          "Properties file with client settings for the mirror. -X applies to both clusters.")
  private Path commandConfig;

  @Option(
      names = "--mirror-schema-registry",
      paramLabel = "URL",
      description = "The mirror's schema registry. Default: the first cluster's.")
  private String registryUrl;

  /** Returns whether there is a second cluster. */
  public boolean wanted() {
    return bootstrapServers != null;
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Returns the options for connecting to the second cluster; {@code -X} applies to both. */
  public KafkaOptions kafka(KafkaOptions first) {
    return first.elsewhere(bootstrapServers, commandConfig);
  }

  /** The second cluster's registry. */
  public RegistryOptions registry(RegistryOptions first) {
    return registryUrl == null ? first : first.elsewhere(registryUrl);
  }

  /**
   * Returns which settings count for that registry: the first cluster's, if it is the first one's.
   */
  public KafkaOptions registrySettings(KafkaOptions first) {
    return registryUrl == null ? first : kafka(first);
  }

  /**
   * Returns the fault in these options; empty if there is none.
   *
   * @param spooled whether stdin is kept on disk
   */
  public Optional<String> problem(List<String> files, boolean spooled) {
    if (!wanted() && (commandConfig != null || registryUrl != null)) {
      return Optional.of("the options for a mirror need --mirror-bootstrap-server");
    }
    return wanted() && files.contains("-") && !spooled
        ? Optional.of(
            "stdin can be read once only; with --mirror-bootstrap-server, use --on-outage spool for"
                + " it")
        : Optional.empty();
  }
}
