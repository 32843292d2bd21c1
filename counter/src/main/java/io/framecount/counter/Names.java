package io.framecount.counter;

import io.framecount.common.kafka.KafkaConnection;
import io.framecount.common.kafka.Rights;
import io.framecount.common.kafka.Topics;
import io.framecount.counter.merge.Changelogs;
import io.framecount.counter.recount.CountNames;
import io.framecount.counter.verify.Audited;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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

  /** Says why a count can't have these names, or nothing. */
  Optional<String> problem() {
    Set<String> taken = new HashSet<>(Set.of(source));
    for (String name : written()) {
      if (!taken.add(name)) {
        return Optional.of(
            "topic '%s' can't be counted into '%s': topic '%s' would be used for two things at once; name another --output"
                .formatted(source, output, name));
      }
    }
    return written().stream().flatMap(name -> problem(name).stream()).findFirst();
  }

  private Optional<String> problem(String name) {
    return Topics.problemOf(name)
        .map(
            problem ->
                name.equals(deadLetters())
                    ? "topic '%s' can't be counted: its dead letters would be in topic '%s', but %s"
                        .formatted(source, name, problem)
                    : "topic '%s' can't be counted into '%s': %s; name another --output"
                        .formatted(source, output, problem));
  }

  /** All topics that the count writes. */
  private List<String> written() {
    return Stream.concat(
            Stream.of(output, partials(), late(), deadLetters()),
            new Changelogs(application()).all().stream())
        .toList();
  }

  /** Says that Kafka deletes frames before they are counted, if it may do so to make room. */
  Optional<String> compaction(KafkaConnection kafka) {
    return kafka.topics().isCompacted(source)
        ? Optional.of(
            "topic '%s' is compacted (cleanup.policy), so of all frames with the same key Kafka deletes all but the newest, and nobody can tell how many it has deleted uncounted; use a topic with cleanup.policy=delete"
                .formatted(source))
        : Optional.empty();
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
