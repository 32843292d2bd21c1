package io.framecount.common.kafka;

import io.framecount.common.cli.CommandFailure;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Names the right that a user lacks: Kafka names only the refused resource. */
public final class Rights {
  private final KafkaConnection kafka;
  private final Function<String, Set<AclOperation>> needs;

  /**
   * @param needs what a user must be allowed to do with a topic
   */
  public Rights(KafkaConnection kafka, Function<String, Set<AclOperation>> needs) {
    this.kafka = kafka;
    this.needs = needs;
  }

  /** Returns an explanation if a right is missing, else the failure itself. */
  public RuntimeException explained(RuntimeException failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      Optional<String> sentence = sentence(t);
      if (sentence.isPresent()) {
        return new CommandFailure(sentence.get(), failure);
      }
    }
    return failure;
  }

  private Optional<String> sentence(Throwable refusal) {
    if (refusal instanceof GroupAuthorizationException group) {
      return Optional.of(
          "this user may not use consumer group '%s'; ask for the ACL Read on it"
              .formatted(group.groupId()));
    }
    if (refusal instanceof TransactionalIdAuthorizationException) {
      return Optional.of(
          "this user may not use the transactional id of this command; ask for the ACL Write on it");
    }
    if (refusal instanceof TopicAuthorizationException topics) {
      return new TreeSet<>(topics.unauthorizedTopics())
          .stream().map(this::ofTopic).flatMap(Optional::stream).findFirst();
    }
    return Optional.empty();
  }

  private Optional<String> ofTopic(String topic) {
    Set<AclOperation> missing = EnumSet.copyOf(needs.apply(topic));
    try {
      var options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
      var answer = kafka.admin().describeTopics(List.of(topic), options).topicNameValues();
      missing.removeAll(kafka.await(answer.get(topic)).authorizedOperations());
    } catch (TopicAuthorizationException e) {
      // Not even allowed to know of it, so none of them is there.
    } catch (UnknownTopicOrPartitionException e) {
      missing = EnumSet.of(AclOperation.CREATE);
    } catch (KafkaException e) {
      return Optional.empty();
    }
    return missing.isEmpty() ? Optional.empty() : Optional.of(sentence(topic, missing));
  }

  private static String sentence(String topic, Set<AclOperation> missing) {
    return "this user may not use topic '%s' as it must; ask for the ACL %s on it"
        .formatted(
            topic, missing.stream().map(Rights::name).sorted().collect(Collectors.joining(", ")));
  }

  /** Returns the operation's name as Kafka's tools write it. */
  private static String name(AclOperation operation) {
    String words = operation.name();
    StringBuilder name = new StringBuilder();
    for (String word : words.split("_", -1)) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }
}
