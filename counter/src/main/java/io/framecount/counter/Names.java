package io.framecount.counter;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.Rights;
import io.framecount.counter.recount.CountNames;
import io.framecount.counter.verify.Audited;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/**
 * What everything is called that belongs to one count.
 *
 * @param source topic of the frames
 * @param output topic of the results
 */
record Names(String source, String output) {

  /** The output of a source, unless said otherwise. */
  static String outputOf(String source) {
    return source + "-counts";
  }

  String partials() {
    return output + "-partials";
  }

  /** Topic of the increments that came after their window's state was given up. */
  String late() {
    return lateOf(output);
  }

  /** The same for an output. */
  static String lateOf(String output) {
    return output + "-late";
  }

  String deadLetters() {
    return source + "-dlq";
  }

  /** The merger's application, and its consumer group. */
  String application() {
    return applicationOf(output);
  }

  private static String applicationOf(String output) {
    return "framecount-" + output;
  }

  /** The combiner's consumer group. */
  String combinerGroup() {
    return combinerGroupOf(output);
  }

  /** The consumer group of the combiner behind an output. */
  static String combinerGroupOf(String output) {
    return applicationOf(output) + "-combiner";
  }

  /** What may be missing if something is refused. */
  Rights rights(KafkaConnection kafka) {
    return new Rights(kafka, this::needs);
  }

  private Set<AclOperation> needs(String topic) {
    if (topic.equals(source)) {
      return Set.of(AclOperation.READ);
    }
    return topic.equals(deadLetters())
        ? Set.of(AclOperation.WRITE)
        : Set.of(AclOperation.READ, AclOperation.WRITE);
  }

  /** All of them. */
  CountNames ofCount() {
    return new CountNames(
        source, output, partials(), late(), deadLetters(), combinerGroup(), application());
  }

  /** The same, to be verified. */
  Audited audited() {
    return new Audited(
        source, output, partials(), late(), deadLetters(), combinerGroup(), application());
  }

  /** The command that counts all windows again that late frames came for. */
  String recount() {
    String where = output.equals(outputOf(source)) ? "" : " --output " + output;
    return "counter recount --topic %s%s --window all-late".formatted(source, where);
  }
}
