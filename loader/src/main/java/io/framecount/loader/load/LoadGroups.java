package io.framecount.loader.load;

import io.framecount.common.cli.CommandFailure;
import io.framecount.loader.input.Head;
import io.framecount.loader.input.Input;
import io.framecount.loader.produce.Guarantee;
import io.framecount.loader.resume.LoadProgress;
import io.framecount.loader.resume.ProgressStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Under which consumer group the progress of each input is kept: one named after its content, so
 * that another run finds it, or one of this run only where nobody can resume the input.
 */
final class LoadGroups {
  private final ProgressStore store;
  private final Guarantee guarantee;
  private final String run;
  private final boolean fromStart;
  private final Map<Input, String> names = new LinkedHashMap<>();
  private final Map<Input, Head> heads = new HashMap<>();
  private final Set<String> ofThisRun = new HashSet<>();

  private LoadGroups(ProgressStore store, Guarantee guarantee, String run, boolean fromStart) {
    this.store = store;
    this.guarantee = guarantee;
    this.run = run;
    this.fromStart = fromStart;
  }

  /**
   * Names all inputs that can be resumed.
   *
   * @param run a name of this run
   * @param fromStart whether to forget what earlier runs did
   * @throws CommandFailure if an input can't be read, or two can't be told apart
   */
  static LoadGroups name(
      List<Input> inputs, ProgressStore store, Guarantee guarantee, String run, boolean fromStart) {
    LoadGroups groups = new LoadGroups(store, guarantee, run, fromStart);
    if (guarantee.resumable()) {
      inputs.forEach(groups::enter);
    }
    return groups;
  }

  /** By input; those whose progress is kept nowhere are left out. */
  Map<Input, String> names() {
    return names;
  }

  /** By what the input is known; null if by nothing. */
  Head head(Input input) {
    return heads.get(input);
  }

  /** The groups that another run would find, in the order of their inputs. */
  List<String> found() {
    return names.values().stream().filter(group -> !ofThisRun.contains(group)).distinct().toList();
  }

  /** The first input whose progress the group keeps. */
  Input inputOf(String group) {
    return names.entrySet().stream()
        .filter(entry -> entry.getValue().equals(group))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  /** Groups that are of no use after this run. */
  Set<String> ofThisRun() {
    return ofThisRun;
  }

  /** What earlier runs have done of the input, as it is known now. */
  Optional<LoadProgress> recall(Input input) {
    if (input.identity().isPresent()) {
      return store.saved(names.get(input)).map(LoadProgress.Saved::progress);
    }
    return fromStart
        ? Optional.empty()
        : Optional.ofNullable(heads.get(input)).flatMap(store::find);
  }

  private void enter(Input input) {
    if (input.identity().isPresent()) {
      names.put(input, store.groupOf(input.identity().get()));
    } else if (input.repeatable()) {
      enter(input, Head.of(input));
    } else if (guarantee == Guarantee.EXACTLY_ONCE) {
      // Nobody can resume it, but whether a commit has happened is known by nothing else.
      String group = "framecount-once-%s-%s".formatted(store.slot().topic(), run);
      names.put(input, group);
      ofThisRun.add(group);
    }
  }

  private void enter(Input input, Head head) {
    heads.put(input, head);
    if (head.isEmpty()) {
      return;
    }
    String group = store.group(head);
    if (!fromStart) {
      requireUnlike(input, group);
    }
    names.put(input, group);
  }

  private void requireUnlike(Input input, String group) {
    names.forEach(
        (other, taken) -> {
          if (taken.equals(group)) {
            throw new CommandFailure(
                "%s begins as %s does, so they count as one file and would be loaded twice; leave one out, or use --from-start to load both"
                    .formatted(input.name(), other.name()));
          }
        });
  }
}
