package io.framecount.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.local.BrokerCluster;
import io.framecount.local.SharedPlatform;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
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
