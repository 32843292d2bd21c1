package io.framecount.loader.check;

import io.framecount.common.cli.ExitCode;
import io.framecount.common.kafka.Coordinators;
import io.framecount.common.kafka.KafkaConnection;
import io.framecount.loader.check.Observation.CheckStatus;
import io.framecount.loader.command.option.ProducerOptions;
import io.framecount.loader.produce.Guarantee;
import io.framecount.loader.resume.ProgressStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/**
 * Checks that this user may keep progress and use transactions. Each load has a group and a
 * transactional id of its own, so this check tries names that no load has: a user who may use them
 * may use the others, too.
 */
final class RightsCheck {
  private static final String PROGRESS = "progress";
  private static final String TRANSACTIONS = "transactions";

  private final KafkaConnection kafka;
  private final String name;

  RightsCheck(KafkaConnection kafka, String topic) {
    this.kafka = kafka;
    name = new ProgressStore(kafka, topic).groupOf("check");
  }

  void look(Guarantee guarantee, List<Observation> seen) {
    Coordinators coordinators = Coordinators.of(kafka);
    if (guarantee.resumable()) {
      seen.add(look(PROGRESS, coordinators.problemOfGroups(), this::progress));
    }
    if (guarantee == Guarantee.EXACTLY_ONCE) {
      seen.add(
          look(
              TRANSACTIONS,
              coordinators.problemOfTransactions(ProducerOptions.TRANSACTION_TIMEOUT_MILLIS),
              this::transactions));
    }
  }

  /** Skips the question if the reason for its failure is known already. */
  private static Observation look(
      String what, Optional<String> problem, Supplier<Observation> question) {
    if (problem.isPresent()) {
      return Observation.of(what, CheckStatus.FAILED, problem.get(), ExitCode.FAILED);
    }
    try {
      return question.get();
    } catch (TimeoutException e) {
      return Observation.failed(what, e);
    }
  }

  private Observation progress() {
    try {
      var options = new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true);
      var answer = kafka.admin().describeConsumerGroups(List.of(name), options);
      return granted(kafka.await(answer.describedGroups().get(name)).authorizedOperations());
    } catch (GroupIdNotFoundException e) {
      return Observation.ok(PROGRESS, "this user may see groups such as " + name);
    } catch (AuthorizationException e) {
      return refused();
    }
  }

  private Observation granted(Set<AclOperation> rights) {
    return rights != null && !rights.contains(AclOperation.READ)
        ? refused()
        : Observation.ok(PROGRESS, "this user may keep it in groups such as " + name);
  }

  private Observation refused() {
    return Observation.failed(
        PROGRESS,
        "this user may not use group %s, and each load keeps its progress in such a one"
            .formatted(name),
        "ask for the ACL Read on groups with the prefix framecount-load-");
  }

  private Observation transactions() {
    try {
      KafkaFuture<?> answer = kafka.admin().describeTransactions(List.of(name)).description(name);
      kafka.await(answer);
    } catch (TransactionalIdNotFoundException e) {
      // As it should be: no load has this name.
    } catch (AuthorizationException e) {
      return Observation.failed(
          TRANSACTIONS,
          "this user may not use transactional ids such as %s".formatted(name),
          "ask for the ACL Write on transactional ids with the prefix framecount-load-, or use"
              + " --delivery at-least-once");
    }
    return Observation.ok(TRANSACTIONS, "this user may see transactional ids such as " + name);
  }
}
