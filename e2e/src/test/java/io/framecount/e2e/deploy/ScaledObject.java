package io.framecount.e2e.deploy;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;

/** The used part of KEDA's resource, written from its documentation, since no library has it. */
record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
  record Spec(
      Target scaleTargetRef,
      Integer minReplicaCount,
      Integer maxReplicaCount,
      Integer pollingInterval,
      Integer cooldownPeriod,
      List<Trigger> triggers) {}

  record Target(String name) {}

  record Trigger(String type, KafkaTrigger metadata, Authentication authenticationRef) {}

  /** A trigger; KEDA takes all values as strings. */
  record KafkaTrigger(
      String bootstrapServers,
      String topic,
      String consumerGroup,
      String lagThreshold,
      String offsetResetPolicy,
      String sasl,
      String tls) {}

  record Authentication(String name) {}
}
