package io.framecount.counter.names;

import io.framecount.common.kafka.Topics;
import io.framecount.common.letters.CountTopics;
import io.framecount.common.letters.LetterTopic;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;

/**
 * The names of everything that belongs to one count: topics, consumer groups, state stores. Each
 * name is made here and nowhere else.
 *
 * @param source topic of the frames
 * @param output topic of the rows
 */
public record CountNames(String source, String output) {
  /** State store with the row of each window. */
  public static final String WINDOW_STORE = "windows";

  /** State store of the index of windows by the time at which they are due. */
  public static final String DUE_STORE = "agenda";

  /** State store with the number of groups of each window. */
  public static final String GROUP_STORE = "groups";

  /** The output of a source, unless the user names another. */
  public static String outputOf(String source) {
    return source + "-counts";
  }

  /** Topic of the partial counts. */
  public String partials() {
    return CountTopics.partialsOf(output);
  }

  /** Topic of the partials that came after their window's state was dropped. */
  public String late() {
    return lateOf(output);
  }

  /** Topic of the late partials of an output. */
  public static String lateOf(String output) {
    return CountTopics.lateOf(output);
  }

  /** Topic of the records that can't be counted, shared by all counts of the source. */
  public String deadLetters() {
    return LetterTopic.of(source);
  }

  /** The merger's application, and its consumer group. */
  public String application() {
    return applicationOf(output);
  }

  private static String applicationOf(String output) {
    return "framecount-" + output;
  }

  /** The combiner's consumer group. */
  public String combinerGroup() {
    return combinerGroupOf(output);
  }

  /** The consumer group of the combiner behind an output. */
  public static String combinerGroupOf(String output) {
    return applicationOf(output) + "-combiner";
  }

  /** Kafka Streams' changelog of the rows. */
  public String windowChangelog() {
    return changelog(WINDOW_STORE);
  }

  /** All changelogs of the mergers' state. */
  public List<String> changelogs() {
    return List.of(windowChangelog(), changelog(DUE_STORE), changelog(GROUP_STORE));
  }

  private String changelog(String store) {
    return application() + "-" + store + "-changelog";
  }

  /** Returns why a count can't have these names, or nothing. */
  public Optional<String> problem() {
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
            Stream.of(output, partials(), late(), deadLetters()), changelogs().stream())
        .toList();
  }

  /** Returns the rights that a count needs on one of its topics. */
  public Set<AclOperation> rights(String topic) {
    if (topic.equals(source)) {
      return Set.of(AclOperation.READ);
    }
    return topic.equals(deadLetters())
        ? Set.of(AclOperation.WRITE)
        : Set.of(AclOperation.READ, AclOperation.WRITE);
  }

  /** The command that recounts all windows with late frames. */
  public String recount() {
    String where = output.equals(outputOf(source)) ? "" : " --output " + output;
    return "counter recount --topic %s%s --window all-late".formatted(source, where);
  }
}
