package io.framecount.loader.load;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.input.Checkpoint;
import io.framecount.common.input.DamagedInputException;
import io.framecount.common.input.Input;
import io.framecount.common.input.LineBatch;
import io.framecount.common.input.StartPoint;
import io.framecount.loader.produce.FrameProducer;
import io.framecount.loader.produce.Guarantee;
import io.framecount.loader.resume.LoadClaims;
import io.framecount.loader.resume.LoadProgress;
import io.framecount.loader.resume.ProgressStore;
import io.framecount.loader.resume.Recognition;
import io.framecount.loader.resume.Recognition.Alike;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Positions in each input: at the start of the run, at the last commit, and now. Used by one
 * thread, but for {@link #beginningOf}.
 */
final class LoadLedger implements Ledger {
  private static final int INPUTS_A_COMMIT = 500;

  private final ProgressStore store;
  private final LoadClaims claims;
  private final Guarantee guarantee;
  private final boolean fromStart;
  private final String run = UUID.randomUUID().toString();
  private final String identity;
  private final LoadGroups groups;
  private final Map<Input, LoadProgress> committed = new HashMap<>();
  private final Map<Input, LoadProgress> unsaved = new LinkedHashMap<>();
  private final Set<Input> ending = new HashSet<>();
  private final Set<Input> finished = new HashSet<>();
  private final Map<Checkpoint, Input> wholes = new HashMap<>();
  private final List<String> twins = new ArrayList<>();
  private volatile Map<Input, Checkpoint> starts = Map.of();
  private long linesDoneBefore;

  /**
   * Names all inputs that can be resumed; their progress is looked up by {@link #takeOver}.
   *
   * @param alike the treatment of files that are alike
   * @param fromStart whether to ignore earlier progress
   * @throws CommandFailure if an input can't be read
   */
  LoadLedger(
      List<Input> inputs,
      ProgressStore store,
      Guarantee guarantee,
      Alike alike,
      boolean fromStart) {
    this.store = store;
    this.guarantee = guarantee;
    this.fromStart = fromStart;
    claims = store.claims();
    groups = new LoadGroups(inputs, store, guarantee, run, alike, fromStart);
    identity = groups.found().stream().findFirst().orElse(store.slot().topic() + "-" + run);
  }

  /** Returns the recognition of the files; refused and skipped files must not be read. */
  Recognition recognition() {
    return groups.recognition();
  }

  /**
   * Takes the load over from an earlier loader, and reads the progress so far. Call it when this
   * load's producer is open: opening it ends an earlier loader, whose progress may still change
   * until then.
   */
  void takeOver() {
    if (guarantee == Guarantee.EXACTLY_ONCE) {
      claims.take(groups.found(), run);
    }
    committed.putAll(groups.recall());
    rewindStarts();
    linesDoneBefore = committed.values().stream().mapToLong(p -> p.checkpoint().lines()).sum();
  }

  /**
   * Returns the name of this load for the brokers. Two loaders that begin with the same file have
   * the same name, so that the second ends the first at once, and its open transaction with it.
   */
  String identity() {
    return identity;
  }

  /** The partition under which the progress is kept. */
  TopicPartition slot() {
    return store.slot();
  }

  /**
   * The position from which this run reads an input, also after an outage. May be called by any
   * thread.
   */
  StartPoint beginningOf(Input input) {
    Checkpoint start = starts.getOrDefault(input, Checkpoint.START);
    Checkpoint earliest = input.earliest();
    return new StartPoint(
        start.position() < earliest.position() ? earliest : start, groups.head(input));
  }

  /** Lines that earlier runs have done. */
  long linesDoneBefore() {
    return linesDoneBefore;
  }

  /** Returns the progress of an input; empty if it was not begun. */
  Optional<LoadProgress> standing(Input input) {
    return Optional.ofNullable(unsaved.getOrDefault(input, committed.get(input)));
  }

  /**
   * Returns whether this run is through with the input, as far as that goes, and has committed it.
   */
  boolean finished(Input input) {
    return finished.contains(input);
  }

  @Override
  public void done(LineBatch batch, long frames, long rejected) {
    if (batch.lastOfInput()) {
      ending.add(batch.input());
    }
    if (batch.damage() != null) {
      noteDamage(batch.input(), batch.damage());
      return;
    }
    LoadProgress old = standing(batch.input()).orElse(null);
    LoadProgress now =
        new LoadProgress(
            groups.place(batch.input()),
            batch.after(),
            frames + (old == null ? 0 : old.frames()),
            rejected + (old == null ? 0 : old.rejected()),
            batch.lastOfInput() && batch.openBytes() == 0,
            Instant.now().truncatedTo(ChronoUnit.MILLIS),
            batch.openBytes(),
            groups.written(batch.input()));
    unsaved.put(batch.input(), now);
  }

  /** Records the damage for {@code loader status}. The position stays as it is. */
  private void noteDamage(Input input, DamagedInputException damage) {
    if (damage.where() != null && input.repeatable() && groups.names().containsKey(input)) {
      LoadProgress old = standing(input).orElseGet(() -> begun(input));
      unsaved.put(
          input,
          new LoadProgress(
              groups.place(input),
              old.checkpoint(),
              old.frames(),
              old.rejected(),
              false,
              Instant.now().truncatedTo(ChronoUnit.MILLIS),
              0,
              groups.written(input),
              damage.where()));
    }
  }

  /**
   * Returns the commits with which a run from the start begins: no input has any progress. So this
   * run can be resumed without beginning again.
   *
   * @return one commit after the other
   */
  List<Map<String, OffsetAndMetadata>> reset() {
    List<Map<String, OffsetAndMetadata>> commits = new ArrayList<>();
    if (fromStart) {
      groups
          .names()
          .forEach(
              (input, group) -> {
                if (commits.isEmpty() || last(commits).size() == INPUTS_A_COMMIT) {
                  commits.add(new HashMap<>());
                }
                if (!groups.ofThisRun().contains(group)) {
                  last(commits).put(group, begun(input).toOffset(run));
                }
              });
    }
    return commits;
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }

  private LoadProgress begun(Input input) {
    return new LoadProgress(groups.place(input), Checkpoint.START, 0, 0, false);
  }

  /** Returns the progress to commit now, by consumer group. */
  Map<String, OffsetAndMetadata> unsaved() {
    Map<String, OffsetAndMetadata> offsets = new LinkedHashMap<>();
    unsaved.forEach(
        (input, progress) -> {
          String group = groups.names().get(input);
          if (group != null) {
            offsets.put(group, progress.toOffset(run));
          }
        });
    return offsets;
  }

  /**
   * Returns whether a commit is due, whatever the clock says: the progress of each input takes a
   * request, and thousands of them would outlast a transaction.
   */
  @Override
  public boolean full() {
    return unsaved.size() >= INPUTS_A_COMMIT;
  }

  @Override
  public void commit(FrameProducer producer) {
    producer.commit(slot(), unsaved(), this::requireOurs);
  }

  /** Takes the positions in {@link #unsaved} as committed. */
  @Override
  public void committed() {
    unsaved.forEach(
        (input, progress) -> {
          committed.put(input, progress);
          if (progress.complete()) {
            noteTwin(input, progress.checkpoint());
          }
          input.committed(progress.checkpoint(), progress.complete());
        });
    finished.addAll(ending);
    ending.clear();
    unsaved.clear();
  }

  /** Notes files that this run has loaded though they are the same to the last byte. */
  private void noteTwin(Input input, Checkpoint end) {
    if (end.position() > starts.getOrDefault(input, Checkpoint.START).position()) {
      Input twin = wholes.putIfAbsent(end, input);
      if (twin != null && twin != input) {
        twins.add(
            "warning: %s holds the same as %s (%s), and both were loaded; --alike same loads such files once"
                .formatted(input.name(), twin.name(), end.counted()));
      }
    }
  }

  /** Returns a warning for each file that was loaded beside an equal one. */
  List<String> twins() {
    return twins;
  }

  @Override
  public void rollBack() {
    ending.clear();
    unsaved.clear();
    rewindStarts();
  }

  /**
   * Asks Kafka whether {@link #unsaved} is committed. Call it after {@link #requireOurs}, when no
   * transaction of this run is open any more.
   */
  @Override
  public boolean foundCommitted() {
    if (unsaved.isEmpty() || guarantee != Guarantee.EXACTLY_ONCE) {
      return false;
    }
    Map<String, LoadProgress.Saved> saved = store.saved(unsaved().keySet());
    return unsaved.entrySet().stream()
        .allMatch(
            entry -> {
              LoadProgress.Saved kept = saved.get(groups.names().get(entry.getKey()));
              return kept != null
                  && kept.run().equals(run)
                  && kept.progress().samePlace(entry.getValue());
            });
  }

  /**
   * Makes sure that no other run has taken over the inputs of this one.
   *
   * @throws CommandFailure if one has
   */
  @Override
  public void requireOurs() {
    if (guarantee == Guarantee.EXACTLY_ONCE) {
      List<String> held = groups.found().stream().filter(heldNow()::contains).toList();
      claims
          .lost(held, run)
          .ifPresent(
              group -> {
                throw new CommandFailure(
                    "another loader has begun the same load (%s), so this one stops; what it had committed stays"
                        .formatted(groups.inputOf(group).name()));
              });
    }
  }

  /** Returns the groups this run is working on: other runs may take later ones until then. */
  private Set<String> heldNow() {
    Set<Input> inputs = new HashSet<>(unsaved.keySet());
    groups.names().keySet().stream()
        .filter(input -> !finished(input))
        .findFirst()
        .ifPresent(inputs::add);
    return inputs.stream().map(groups.names()::get).collect(Collectors.toSet());
  }

  /** Deletes the groups that are of no use after this run. */
  void forget() {
    store.delete(groups.ofThisRun());
  }

  private void rewindStarts() {
    Map<Input, Checkpoint> positions = new HashMap<>();
    committed.forEach((input, progress) -> positions.put(input, progress.checkpoint()));
    starts = Map.copyOf(positions);
  }
}
