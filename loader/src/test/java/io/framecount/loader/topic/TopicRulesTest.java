package io.framecount.loader.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;

class TopicRulesTest {
  private static final Node A = new Node(0, "a", 1);
  private static final Node B = new Node(1, "b", 1);
  private static final Demands USUAL = Demands.ofFrames(true, true, 1_048_576);

  @Test
  void hasNothingToSayOfAUsualTopic() {
    assertThat(findings(USUAL, Map.of())).isEmpty();
  }

  @Test
  void refusesMoreCopiesThanThereAre() {
    assertThat(findings(USUAL, Map.of("min.insync.replicas", "3")))
        .containsExactly(
            new TopicProblem(
                true,
                "topic t has partitions with 2 of the 3 copies that min.insync.replicas asks for, so no record will ever be confirmed; add copies or lower min.insync.replicas"));
    assertThat(findings(Demands.ofFrames(false, true, 100), Map.of("min.insync.replicas", "3")))
        .isEmpty();
  }

  @Test
  void warnsOfBrokersThatAreAway() {
    TopicPartitionInfo lagging = new TopicPartitionInfo(1, A, List.of(A, B), List.of(A));
    TopicPartitionInfo headless = new TopicPartitionInfo(2, null, List.of(A, B), List.of());
    List<TopicProblem> findings =
        TopicRules.findings(
            facts(Map.of("min.insync.replicas", "2"), all(), lagging, headless), USUAL);
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).fatal()).isFalse();
    assertThat(findings.get(0).sentence())
        .startsWith("2 of 3 partitions of topic t lack a leader or have fewer than 2 copies");
  }

  @Test
  void warnsOfLinesThatMayNotFit() {
    assertThat(findings(Demands.ofFrames(true, true, 2_000_000), Map.of()))
        .extracting(TopicProblem::sentence)
        .containsExactly(
            "topic t takes records of up to 1,048,588 bytes (max.message.bytes), but one may have up to 2,000,000, and a larger frame would be rejected: raise max.message.bytes or lower --max-line-bytes");
    assertThat(findings(Demands.ofDeadLetters(true, 2_000_000), Map.of()).get(0).sentence())
        .contains("a longer rejected line would stop the load");
  }

  @Test
  void warnsOfCompactionWithKeysAndRefusesItWithout() {
    Map<String, String> compacted = Map.of("cleanup.policy", "compact,delete");
    assertThat(findings(USUAL, compacted))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.fatal()).isFalse();
              assertThat(finding.sentence()).contains("delete all but the newest");
            });
    assertThat(findings(Demands.ofFrames(true, false, 100), compacted))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.fatal()).isTrue();
              assertThat(finding.sentence()).contains("takes no record without a key");
            });
  }

  @Test
  void saysWhichRightIsMissing() {
    TopicFacts readOnly = facts(Map.of(), Set.of(AclOperation.DESCRIBE, AclOperation.READ));
    assertThat(TopicRules.findings(readOnly, USUAL))
        .containsExactly(
            new TopicProblem(
                true, "this user may not write to topic t; ask for the ACL Write on it"));
    TopicFacts blind = new TopicFacts("t", 1, 1, 0, Set.of(AclOperation.WRITE), Map.of());
    assertThat(TopicRules.findings(blind, USUAL))
        .singleElement()
        .satisfies(finding -> assertThat(finding.sentence()).contains("DescribeConfigs"));
  }

  private static List<TopicProblem> findings(Demands demands, Map<String, String> settings) {
    return TopicRules.findings(facts(settings, all()), demands);
  }

  private static Set<AclOperation> all() {
    return Set.of(AclOperation.WRITE, AclOperation.DESCRIBE);
  }

  static TopicFacts facts(
      Map<String, String> changed, Set<AclOperation> operations, TopicPartitionInfo... more) {
    Map<String, String> settings =
        new HashMap<>(Map.of("cleanup.policy", "delete", "max.message.bytes", "1048588"));
    settings.putAll(changed);
    List<TopicPartitionInfo> partitions = new ArrayList<>(List.of(more));
    partitions.add(0, new TopicPartitionInfo(0, A, List.of(A, B), List.of(A, B)));
    return TopicFacts.of(new TopicDescription("t", false, partitions, operations), settings);
  }
}
