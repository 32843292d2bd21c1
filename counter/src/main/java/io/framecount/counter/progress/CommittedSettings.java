package io.framecount.counter.progress;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.common.kafka.GroupOffsets;
import io.framecount.common.kafka.KafkaConnection;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.errors.AuthorizationException;

/** The settings with which a group of combiners has counted, as noted with what it committed. */
public final class CommittedSettings {
  private CommittedSettings() {}

  /**
   * Returns the settings; nothing if nothing was counted, or if this user may only read the rows.
   */
  public static Optional<SettingsNote> of(KafkaConnection kafka, String group) {
    try {
      return GroupOffsets.latest(kafka, group).values().stream()
          .flatMap(offset -> OffsetNote.of(offset).settings().stream())
          .findFirst();
    } catch (AuthorizationException e) {
      return Optional.empty();
    }
  }

  /** Returns the tally of a group of combiners; empty if this user may not see it. */
  public static Tally tally(KafkaConnection kafka, String group) {
    try {
      return GroupOffsets.latest(kafka, group).values().stream()
          .flatMap(offset -> OffsetNote.of(offset).tally().stream())
          .reduce(Tally.NONE, Tally::plus);
    } catch (AuthorizationException e) {
      return Tally.NONE;
    }
  }

  /**
   * Checks that a count may continue with these settings.
   *
   * @return the settings to count with; settings without an option stay as the count was begun
   * @throws CommandFailure if the count was begun with other settings; it names the differences
   */
  public static CountSettings require(
      KafkaConnection kafka, String group, String output, CountSettings now) {
    Collection<OffsetAndMetadata> offsets = GroupOffsets.settled(kafka, group).values();
    CountSettings begun =
        offsets.stream()
            .flatMap(offset -> OffsetNote.of(offset).settings().stream())
            .findFirst()
            .map(now::asBegun)
            .orElse(now);
    offsets.forEach(offset -> require(offset, output, begun.note()));
    return begun;
  }

  /** Checks the settings beside one committed offset, which is null if there is none. */
  public static void require(OffsetAndMetadata offset, String output, SettingsNote now) {
    Optional.ofNullable(offset)
        .flatMap(known -> OffsetNote.of(known).newerWord())
        .ifPresent(
            strange -> {
              throw new CommandFailure(
                  "topic '%s' is counted by a newer version of the counter (it noted '%s'); run that version, or count into another --output"
                      .formatted(output, strange));
            });
    String differences =
        Optional.ofNullable(offset)
            .flatMap(known -> OffsetNote.of(known).settings())
            .map(note -> note.differences(now))
            .orElse("");
    if (!differences.isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "topic '%s' is counted with %s; use the same settings, or another --output"
              .formatted(output, differences));
    }
  }

  /** The topics that a group of combiners has counted frames of: one, or none yet. */
  public static Set<String> sources(KafkaConnection kafka, String group) {
    return GroupOffsets.latest(kafka, group).entrySet().stream()
        .filter(known -> OffsetNote.of(known.getValue()).tally().isPresent())
        .map(known -> known.getKey().topic())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
