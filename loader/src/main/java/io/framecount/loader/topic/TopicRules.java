package io.framecount.loader.topic;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;

/** Holds what is known of a topic against what a load asks of it. */
final class TopicRules {
  private final TopicFacts topic;
  private final Demands demands;
  private final List<TopicProblem> findings = new ArrayList<>();

  private TopicRules(TopicFacts topic, Demands demands) {
    this.topic = topic;
    this.demands = demands;
  }

  static List<TopicProblem> findings(TopicFacts topic, Demands demands) {
    TopicRules rules = new TopicRules(topic, demands);
    rules.checkAccess();
    rules.checkCopies();
    rules.checkSize();
    rules.checkCompaction();
    return rules.findings;
  }

  private void checkAccess() {
    if (topic.operations() != null && !topic.operations().contains(AclOperation.WRITE)) {
      fatal(
          "this user may not write to topic %s; ask for the ACL Write on it"
              .formatted(topic.name()));
    }
    if (demands.progress()
        && topic.operations() != null
        && !topic.operations().contains(AclOperation.READ)) {
      fatal(
          "this user may not read topic %s, under which the progress of the load is kept; ask for the ACL Read on it"
              .formatted(topic.name()));
    }
    if (topic.settings().isEmpty()) {
      warning(
          "this user may not see the settings of topic %s, so they are not checked; the ACL DescribeConfigs on it would allow that"
              .formatted(topic.name()));
    }
  }

  private void checkCopies() {
    long wanted = topic.number(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, 1);
    if (!demands.acksAll()) {
      return;
    }
    if (wanted > topic.copies()) {
      fatal(
          "topic %s has partitions with %d of the %d copies that min.insync.replicas asks for, so no record will ever be confirmed; add copies or lower min.insync.replicas"
              .formatted(topic.name(), topic.copies(), wanted));
    } else if (topic.shortOfCopies() > 0) {
      warning(
          "%d of %d partitions of topic %s lack a leader or have fewer than %d copies in sync (min.insync.replicas), so the load will wait for brokers to come back"
              .formatted(topic.shortOfCopies(), topic.partitions(), topic.name(), wanted));
    }
  }

  private void checkSize() {
    long limit = topic.number(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Long.MAX_VALUE);
    if (demands.largestRecord() > limit) {
      String consequence =
          demands.deadLetters()
              ? "a longer rejected line would stop the load"
              : "a larger frame would be rejected";
      warning(
          "topic %s takes records of up to %,d bytes (max.message.bytes), but one may have up to %,d, and %s: raise max.message.bytes or lower --max-line-bytes"
              .formatted(topic.name(), limit, demands.largestRecord(), consequence));
    }
  }

  private void checkCompaction() {
    if (!topic.isCompacted()) {
      return;
    }
    if (demands.keyed()) {
      warning(
          "topic %s is compacted (cleanup.policy), so of all frames with the same key Kafka will delete all but the newest; use a topic with cleanup.policy=delete to keep them"
              .formatted(topic.name()));
    } else {
      fatal(
          "topic %s is compacted (cleanup.policy), so it takes no record without a key; set cleanup.policy=delete"
              .formatted(topic.name()));
    }
  }

  private void fatal(String sentence) {
    findings.add(new TopicProblem(true, sentence));
  }

  private void warning(String sentence) {
    findings.add(new TopicProblem(false, sentence));
  }
}
