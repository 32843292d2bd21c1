package io.framecount.loader.check;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.loader.command.option.LoadOptions;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Checks that the topic of {@code --from-topic} is there, and that this user may read it as a
 * member of its group.
 */
final class SourceCheck {
  private final String topic;
  private final String group;
  private final String what;

  private SourceCheck(String topic, String group) {
    this.topic = topic;
    this.group = group;
    what = "source " + topic;
  }

  /**
   * Looks at the source in the cluster that it is in.
   *
   * @param kafka the cluster that is loaded into
   * @param target the topic of the frames
   */
  static Observation look(LoadOptions options, KafkaConnection kafka, String target) {
    SourceCheck check = new SourceCheck(options.from().topic(), options.from().group(target));
    try {
      if (!options.from().elsewhere()) {
        return check.look(kafka);
      }
      try (KafkaConnection other = KafkaConnection.open(options.from().kafka(options.kafka()))) {
        return check.look(other);
      }
    } catch (RuntimeException e) {
      return Observation.failed(check.what, e);
    }
  }

  private Observation look(KafkaConnection kafka) {
    TopicDescription found;
    try {
      var options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
      var answer = kafka.admin().describeTopics(List.of(topic), options);
      found = kafka.await(answer.topicNameValues().get(topic));
    } catch (UnknownTopicOrPartitionException e) {
      return Observation.failed(
          what,
          "there is no such topic, or this user may not see it",
          "name the topic of JSON with --from-topic");
    }
    if (lacksRead(found.authorizedOperations())) {
      return Observation.failed(
          what, "this user may not read it", "ask for the ACL Read on topic " + topic);
    }
    return mayJoin(kafka)
        ? Observation.ok(
            what, "%d partitions, read as group %s".formatted(found.partitions().size(), group))
        : Observation.failed(
            what,
            "this user may not read it as a member of group " + group,
            "ask for the ACL Read on this group, or name another with --group");
  }

  private boolean mayJoin(KafkaConnection kafka) {
    try {
      var options = new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true);
      var answer = kafka.admin().describeConsumerGroups(List.of(group), options);
      return !lacksRead(kafka.await(answer.describedGroups().get(group)).authorizedOperations());
    } catch (GroupIdNotFoundException e) {
      return true;
    } catch (GroupAuthorizationException e) {
      return false;
    }
  }

  /** Old brokers tell no rights. */
  private static boolean lacksRead(Set<AclOperation> rights) {
    return rights != null && !rights.contains(AclOperation.READ);
  }
}
