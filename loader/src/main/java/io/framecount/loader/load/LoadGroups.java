package io.framecount.loader.load;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.input.Input;
import io.framecount.common.input.InputPrefix;
import io.framecount.loader.produce.Guarantee;
import io.framecount.loader.resume.LoadProgress;
import io.framecount.loader.resume.ProgressStore;
import io.framecount.loader.resume.Recognition;
import io.framecount.loader.resume.Recognition.Alike;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names the consumer group that keeps the progress of each input. Another run recognises the input
 * by its group; an input that nobody can resume has a group of this run only.
 */
final class LoadGroups {
  private final ProgressStore store;
  private final Guarantee guarantee;
  private final String run;
  private final boolean fromStart;
  private final Map<Input, String> names = new LinkedHashMap<>();
  private final Map<Input, InputPrefix> heads = new HashMap<>();
  private final Map<Input, String> places = new HashMap<>();
  private final Map<Input, Long> written = new HashMap<>();
  private final Set<String> ofThisRun = new HashSet<>();
  private final Recognition recognition;

  /**
   * Names all inputs that can be resumed.
   *
   * @param run a name of this run
   * @param alike the treatment of files that are alike
   * @param fromStart whether to ignore earlier progress
   * @throws CommandFailure if an input can't be read
   */
  LoadGroups(
      List<Input> inputs,
      ProgressStore store,
      Guarantee guarantee,
      String run,
      Alike alike,
      boolean fromStart) {
    this.store = store;
    this.guarantee = guarantee;
    this.run = run;
    this.fromStart = fromStart;
    Map<Input, InputPrefix> known = new LinkedHashMap<>();
    if (guarantee.resumable()) {
      inputs.stream()
          .filter(input -> input.repeatable() && input.identity().isEmpty())
          .forEach(input -> heads.put(input, InputPrefix.of(input)));
      inputs.stream()
          .filter(input -> heads.containsKey(input) && !heads.get(input).isEmpty())
          .forEach(input -> known.put(input, heads.get(input)));
    }
    recognition = Recognition.of(known, store, alike, fromStart);
    if (guarantee.resumable()) {
      inputs.forEach(this::enter);
    }
  }

  /** Returns the recognition of the files. */
  Recognition recognition() {
    return recognition;
  }

  /** Returns where an input lies. */
  String place(Input input) {
    return places.getOrDefault(input, input.name());
  }

  /**
   * The time of the last change to an input before this run, in milliseconds since 1970; -1 if not
   * known.
   */
  long written(Input input) {
    return written.getOrDefault(input, -1L);
  }

  /** The groups by input, without inputs whose progress is kept nowhere. */
  Map<Input, String> names() {
    return names;
  }

  /** The prefix that identifies the input; null if nothing does. */
  InputPrefix head(Input input) {
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

  /** Returns what earlier runs have done, as it is known now, by input. */
  Map<Input, LoadProgress> recall() {
    List<Input> asked =
        names.keySet().stream()
            .filter(
                input -> input.identity().isPresent() || (!fromStart && heads.containsKey(input)))
            .toList();
    Map<String, LoadProgress.Saved> saved = store.saved(asked.stream().map(names::get).toList());
    Map<Input, LoadProgress> done = new HashMap<>();
    for (Input input : asked) {
      LoadProgress.Saved found = saved.get(names.get(input));
      if (found != null) {
        done.put(input, found.progress());
      }
    }
    return done;
  }

  private void enter(Input input) {
    if (input.identity().isPresent()) {
      names.put(input, store.groupOf(input.identity().get()));
    } else if (recognition.groups().containsKey(input)) {
      names.put(input, recognition.groups().get(input));
      places.put(input, input.place());
      written.put(input, input.written());
    } else if (!heads.containsKey(input) && guarantee == Guarantee.EXACTLY_ONCE) {
      // Nobody can resume it, but whether a commit has happened is known by nothing else.
      String group = "framecount-once-%s-%s".formatted(store.slot().topic(), run);
      names.put(input, group);
      ofThisRun.add(group);
    }
  }
}
