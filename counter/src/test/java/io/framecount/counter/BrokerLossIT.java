package io.framecount.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CliRun;
import io.framecount.counter.command.CounterCommand;
import io.framecount.local.BrokerCluster;
import io.framecount.local.SharedPlatform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionListing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One broker of three dies while frames flow: the one that is asked most. */
class BrokerLossIT {
  private static final String GROUP = "framecount-frames-counts-combiner";

  @TempDir private Path directory;

  @Test
  void countsOnWhenTheCoordinatorsDie() throws InterruptedException, ExecutionException {
    try (BrokerCluster cluster = BrokerCluster.start(3)) {
      cluster.createTopic("frames", 4);
      try (LiveCount count =
          new LiveCount(
              directory, cluster.bootstrapServers(), SharedPlatform.registryUrl(), "frames")) {
        count.flow(2);
        CounterProcess counter = count.startCounter();
        count.awaitTable();

        int ofGroup = groupCoordinator(cluster);
        count.flowDuring(() -> cluster.kill(ofGroup));
        count.flow(10);
        count.awaitTable();
        cluster.restart(ofGroup);
        count.flow(5);

        int ofTransaction = transactionCoordinator(cluster);
        count.flowDuring(() -> cluster.kill(ofTransaction));
        count.flow(10);
        count.awaitTable();
        assertThat(counter.running()).as(counter.stderr()).isTrue();
        count.requireExact();
      }
    }
  }

  /** Frames that were counted are gone, and others have their offsets. */
  @Test
  void countsWhatIsThereWhenABrokerThatWasBehindBecomesLeader()
      throws InterruptedException, ExecutionException {
    try (BrokerCluster cluster = BrokerCluster.start(3)) {
      try (Admin admin = admin(cluster)) {
        Map<String, String> config =
            Map.of("min.insync.replicas", "1", "unclean.leader.election.enable", "true");
        NewTopic frames = new NewTopic("frames", Map.of(0, List.of(0, 1))).configs(config);
        admin.createTopics(List.of(frames)).all().get();
      }
      String all = cluster.bootstrapServers();
      try (FrameTopic topic = new FrameTopic(all, SharedPlatform.registryUrl(), "frames")) {
        add(topic, 0, 20);
        cluster.kill(1);
        add(topic, 20, 10);
        CliRun first = counter(all, "--until-end", "--format", "tsv");
        assertThat(first.stdout()).as(first.stderr()).endsWith("\t30\t30\n");
        cluster.kill(0);
        cluster.restart(1);
        add(topic, 30, 15);
        String now = cluster.bootstrapServers();
        CliRun run = counter(now, "--until-end", "--format", "tsv");
        assertThat(run.stderr())
            .contains(
                "partition 0: topic 'frames' has lost offsets 20 to 29 after they were counted")
            .contains("this run: 15 frames read = 15 counted + 0 set aside\n");
        assertThat(run.stdout()).endsWith("\t45\t45\n");
        assertThat(run.code()).as(run.stderr()).isEqualTo(3);
        CliRun verified = counter(now, "verify", "--format", "tsv");
        assertThat(verified.stderr()).contains("has lost offsets 20 to 29 after they were counted");
        assertThat(verified.code()).isEqualTo(1);
      }
    }
  }

  private static void add(FrameTopic topic, int from, int number) {
    for (int i = from; i < from + number; i++) {
      topic.add("user-" + i, RandomFrames.START);
    }
    topic.flush();
  }

  private CliRun counter(String bootstrapServers, String... args) {
    List<String> more = new ArrayList<>(List.of(args));
    more.addAll(List.of("--topic", "frames", "--bootstrap-server", bootstrapServers));
    more.addAll(List.of("--schema-registry", SharedPlatform.registryUrl()));
    if (!more.contains("verify")) {
      more.addAll(List.of("--state-dir", directory.toString()));
    }
    return CliRun.of(new CounterCommand(), more.toArray(String[]::new));
  }

  private static int groupCoordinator(BrokerCluster cluster)
      throws InterruptedException, ExecutionException {
    try (Admin admin = admin(cluster)) {
      return admin
          .describeConsumerGroups(List.of(GROUP))
          .describedGroups()
          .get(GROUP)
          .get()
          .coordinator()
          .id();
    }
  }

  private static int transactionCoordinator(BrokerCluster cluster)
      throws InterruptedException, ExecutionException {
    try (Admin admin = admin(cluster)) {
      String id =
          admin.listTransactions().all().get().stream()
              .map(TransactionListing::transactionalId)
              .filter(name -> name.startsWith(GROUP))
              .findFirst()
              .orElseThrow();
      return admin.describeTransactions(List.of(id)).description(id).get().coordinatorId();
    }
  }

  private static Admin admin(BrokerCluster cluster) {
    return Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
  }
}
