package io.framecount.loader.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.framecount.common.input.Input;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.registry.RegistryClient;
import io.framecount.loader.command.option.LoadOptions;
import io.framecount.loader.metrics.LoadEvents;
import io.framecount.loader.plan.Cluster;
import io.framecount.loader.plan.LoadPlan;
import io.framecount.local.SharedPlatform;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** A load that can't be opened leaves nothing behind. */
@Timeout(180)
class ClusterLoadIT {
  private final CountedClients clients = new CountedClients();

  @Test
  void leavesNoClientBehindIfItsProgressCantBeLookedUp() {
    LoadOptions options = new LoadOptions();
    new CommandLine(options)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(
            "--bootstrap-server",
            SharedPlatform.bootstrapServers(),
            "--schema-registry",
            SharedPlatform.registryUrl(),
            "--topic",
            SharedPlatform.uniqueName("frames"),
            "--register");
    RegistryClient registry = options.registry().connect(options.kafka());
    LoadPlan plan = LoadPlan.of(options, () -> registry, line -> {});
    Cluster cluster = Cluster.of(options, registry, () -> KafkaConnection.open(options.kafka()));

    assertThatThrownBy(
            () ->
                ClusterLoad.open(
                    plan,
                    cluster,
                    List.of(new UnknownOnceOpen()),
                    null,
                    clients,
                    new PrintWriter(System.err, true, UTF_8)))
        .hasMessage("nobody knows");
    assertThat(clients.opened).isEqualTo(1);
    assertThat(clients.open).isZero();
  }

  private static final class CountedClients implements LoadEvents {
    private int opened;
    private int open;

    @Override
    public void opened(Producer<?, ?> client) {
      opened++;
      open++;
    }

    @Override
    public void closed() {
      open--;
    }
  }

  /** An input whose progress is asked for in vain once there is a client. */
  private final class UnknownOnceOpen implements Input {
    @Override
    public Optional<String> identity() {
      if (clients.opened > 0) {
        throw new IllegalStateException("nobody knows");
      }
      return Optional.of(SharedPlatform.uniqueName("input"));
    }

    @Override
    public String name() {
      return "unknown";
    }

    @Override
    public long size() {
      return 0;
    }

    @Override
    public InputStream open() {
      return InputStream.nullInputStream();
    }

    @Override
    public boolean repeatable() {
      return true;
    }
  }
}
