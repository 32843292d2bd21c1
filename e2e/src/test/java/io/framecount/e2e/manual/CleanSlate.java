package io.framecount.e2e.manual;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framecount.local.Registry;
import io.framecount.local.SharedPlatform;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.awaitility.Awaitility;

/**
 * Empties the shared platform, so that each page of the manual finds it like a new one. Starting a
 * new one takes ten times as long.
 */
final class CleanSlate {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private CleanSlate() {}

  static void make() throws IOException {
    try (Admin admin = SharedPlatform.admin()) {
      deleteGroups(admin);
      Set<String> topics = admin.listTopics().names().get();
      admin.deleteTopics(topics).all().get();
      Awaitility.await().atMost(PATIENCE).until(() -> admin.listTopics().names().get().isEmpty());
      deleteSubjects();
    } catch (ExecutionException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Deletes all groups, with the members that Kafka Streams leaves in them when it ends. */
  private static void deleteGroups(Admin admin) throws ExecutionException, InterruptedException {
    List<String> groups =
        admin.listGroups().all().get().stream().map(GroupListing::groupId).toList();
    for (var described : admin.describeConsumerGroups(groups).all().get().values()) {
      if (!described.members().isEmpty()) {
        admin
            .removeMembersFromConsumerGroup(
                described.groupId(), new RemoveMembersFromConsumerGroupOptions())
            .all()
            .get();
      }
    }
    admin.deleteConsumerGroups(groups).all().get();
  }

  private static void deleteSubjects() throws IOException {
    Registry registry = SharedPlatform.registry();
    for (JsonNode subject : new ObjectMapper().readTree(registry.get("/subjects"))) {
      registry.delete(subject.asText());
    }
  }
}
