package io.framecount.loader.resume;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.groupingBy;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.input.Checkpoint;
import io.framecount.common.input.Checkpoint.Passed;
import io.framecount.common.input.Input;
import io.framecount.common.input.InputPrefix;
import io.framecount.common.input.archive.Members;
import io.framecount.loader.resume.KnownLoads.KnownLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Finds the load that each file continues. The file must begin with everything that was loaded;
 * then it is the same file if it lies in the same place. If it lies elsewhere, its name decides,
 * and whether the known file still exists: a file that is gone was moved or renamed, and a file
 * that exists has a copy or a similar file beside it. A file for which these can't decide is
 * refused. Used by one thread.
 */
public final class Recognition {
  private static final Pattern PACKED =
      Pattern.compile("\\.(gz|gzip|bz2|xz|zst|zstd|lz4)$", Pattern.CASE_INSENSITIVE);

  /** The same archive of files, however it is packed. */
  private static final Pattern ARCHIVE =
      Pattern.compile(
          "(\\.tar\\.(gz|gzip|bz2|xz|zst|zstd|lz4)|\\.tgz)!/", Pattern.CASE_INSENSITIVE);

  /** File systems keep times to two seconds at worst. */
  private static final long SAME_TIME_MILLIS = 2_000;

  private final String topic;
  private final Alike alike;
  private final boolean fromStart;
  private final Map<String, File> takers = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, List<File>> fresh = new HashMap<>();
  private final Map<Input, String> groups = new HashMap<>();
  private final Map<Input, String> refusals = new LinkedHashMap<>();
  private final Set<Input> done = new HashSet<>();
  private final List<String> notices = new ArrayList<>();

  /** The treatment of a file that begins with everything loaded from another. */
  public enum Alike {
    /** Told by names, and by whether that file is still there. */
    AUTO,
    /** Treat it as that file. */
    SAME,
    /** Treat it as a different file. */
    OTHER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The place of a file, and its name without the suffix of its compression. */
  private record Place(String path, String directory, String name) {
    static Place of(String path) {
      int end = path.lastIndexOf('/') + 1;
      return new Place(
          path,
          ARCHIVE.matcher(path.substring(0, end)).replaceFirst(".tar!/"),
          PACKED.matcher(path.substring(end)).replaceFirst(""));
    }

    boolean isOtherPackingOf(Place other) {
      return directory.equals(other.directory) && name.equals(other.name);
    }
  }

  private record File(Input input, InputPrefix head, Place place, long written) {
    static File of(Input input, InputPrefix head) {
      Place place = Place.of(LoadProgress.kept(input.place()));
      return new File(input, head, place, input.written());
    }
  }

  private record Load(KnownLoad known, Place place) {
    static Load of(KnownLoad known) {
      return new Load(known, Place.of(placeOf(known.progress().file())));
    }

    /** Earlier versions noted the name that the file was given. */
    private static String placeOf(String noted) {
      try {
        Path path = Path.of(noted);
        return path.isAbsolute() || noted.startsWith("…")
            ? noted
            : new Input.File(path, -1).place();
      } catch (InvalidPathException e) {
        return noted;
      }
    }

    String group() {
      return known.group();
    }

    Checkpoint checkpoint() {
      return known.progress().checkpoint();
    }
  }

  /** The owner of a load whose lines a file begins with. */
  private enum Whose {
    SAME,
    OTHER,
    UNKNOWN
  }

  private Recognition(String topic, Alike alike, boolean fromStart) {
    this.topic = topic;
    this.alike = alike;
    this.fromStart = fromStart;
  }

  /**
   * Decides for all files of a run at once.
   *
   * @param heads how each file begins, in the order in which they are loaded
   * @param fromStart whether all is loaded again, so that nothing can be refused
   * @throws CommandFailure if a file can't be read
   */
  public static Recognition of(
      Map<Input, InputPrefix> heads, ProgressStore store, Alike alike, boolean fromStart) {
    return of(heads, store.slot().topic(), store.alikes(heads.values())::get, alike, fromStart);
  }

  /**
   * The same.
   *
   * @param known the loads of the families that a head is of
   */
  static Recognition of(
      Map<Input, InputPrefix> heads,
      String topic,
      Function<InputPrefix, List<KnownLoad>> known,
      Alike alike,
      boolean fromStart) {
    Recognition recognition = new Recognition(topic, alike, fromStart);
    Map<String, List<File>> families = new LinkedHashMap<>();
    heads.forEach(
        (input, head) -> {
          List<String> names = Fingerprint.families(topic, head);
          families
              .computeIfAbsent(names.get(names.size() - 1), any -> new ArrayList<>())
              .add(File.of(input, head));
        });
    families.values().forEach(files -> recognition.decide(files, known));
    return recognition;
  }

  /** The group of each input that is loaded. */
  public Map<Input, String> groups() {
    return groups;
  }

  /** Why inputs are not loaded that nobody can tell what to make of. */
  public Map<Input, String> refusals() {
    return refusals;
  }

  /** Inputs that hold what another input of this run does, and nothing else. */
  public Set<Input> done() {
    return done;
  }

  /** Returns what was assumed, in sentences. */
  public List<String> notices() {
    return notices;
  }

  private void decide(List<File> files, Function<InputPrefix, List<KnownLoad>> known) {
    Set<KnownLoad> all = new LinkedHashSet<>();
    files.forEach(file -> all.addAll(known.apply(file.head())));
    all.forEach(load -> names.add(load.group()));
    List<Load> loads = all.stream().map(Load::of).toList();
    Map<String, List<Load>> byPath =
        loads.stream().collect(groupingBy(load -> load.place().path()));
    List<File> rest = new ArrayList<>();
    for (File file : files) {
      List<Load> own = byPath.getOrDefault(file.place().path(), List.of());
      // Where there is nothing to choose from, it is seen on reading whether it still begins so.
      boolean plain = own.size() == 1 && files.size() == 1 && loads.size() == 1;
      Optional<Load> mine =
          plain && alike != Alike.OTHER
              ? Optional.of(own.get(0))
              : longest(begun(file, own).loads());
      mine.ifPresentOrElse(load -> goOn(file, load), () -> rest.add(file));
    }
    Map<File, String> unknown = new LinkedHashMap<>();
    for (File file : rest) {
      lookElsewhere(file, loads).ifPresent(warning -> unknown.put(file, warning));
    }
    fresh.clear();
    unknown.forEach(
        (file, warning) ->
            begin(file, byPath.getOrDefault(file.place().path(), List.of()), warning));
  }

  private static Optional<Load> longest(List<Load> loads) {
    return loads.stream().max(comparingLong(load -> load.checkpoint().position()));
  }

  /**
   * The loads with all of which a file begins.
   *
   * @param length of the file's content, if it ends with the last of them or before
   */
  private record Begun(List<Load> loads, long length) {}

  private static Begun begun(File file, List<Load> loads) {
    if (loads.isEmpty()) {
      return new Begun(loads, -1);
    }
    try {
      Passed passed =
          Checkpoint.passed(file.input(), loads.stream().map(Load::checkpoint).toList());
      return new Begun(
          loads.stream().filter(load -> passed.places().contains(load.checkpoint())).toList(),
          passed.length());
    } catch (IOException e) {
      throw new CommandFailure(
          "cannot read %s: %s".formatted(file.input().name(), e.getMessage()), e);
    }
  }

  /**
   * Decides on a file that does not go on with a load of its own place.
   *
   * @return if it goes on with no other, a warning, or nothing in it
   */
  private Optional<String> lookElsewhere(File file, List<Load> loads) {
    Begun begun = begun(file, loads);
    List<Load> candidates =
        begun.loads().stream()
            .filter(load -> load.checkpoint().position() > 0)
            .sorted(
                comparing((Load load) -> takers.containsKey(load.group()))
                    .thenComparing(load -> -load.checkpoint().position()))
            .toList();
    for (Load load : candidates) {
      boolean all = begun.length() == load.checkpoint().position();
      boolean there = isThere(load);
      Whose whose = whose(file, load, all, there);
      boolean taken = takers.containsKey(load.group());
      if (whose == Whose.SAME && !taken) {
        say(
            "%s, which is %s there, so it is taken for that file; --alike other loads all of it"
                .formatted(beginsWith(file, load), there ? "still" : "no longer"));
        goOn(file, load);
        return Optional.empty();
      }
      if (whose == Whose.SAME && !fromStart) {
        alsoTaken(file, takers.get(load.group()), all);
        return Optional.empty();
      }
      if (whose == Whose.UNKNOWN && !fromStart) {
        refusals.put(file.input(), cannotTell(file, load, there));
        return Optional.empty();
      }
    }
    return Optional.of(
        candidates.isEmpty() || alike != Alike.AUTO
            ? ""
            : "warning: %s, which is still there, so it is loaded as a file of its own; --alike same loads only what follows"
                .formatted(beginsWith(file, candidates.get(0))));
  }

  private Whose whose(File file, Load load, boolean all, boolean there) {
    if (alike != Alike.AUTO) {
      return alike == Alike.SAME ? Whose.SAME : Whose.OTHER;
    }
    File taker = takers.get(load.group());
    Place known = taker == null ? load.place() : taker.place();
    boolean sameName = known.name().equals(file.place().name());
    if (known.isOtherPackingOf(file.place())) {
      return Whose.SAME;
    }
    if (there) {
      return sameName ? Whose.UNKNOWN : Whose.OTHER;
    }
    return !sameName && all && isWrittenLater(file, load.known().progress())
        ? Whose.UNKNOWN
        : Whose.SAME;
  }

  private void alsoTaken(File file, File taker, boolean all) {
    if (all) {
      say(
          "%s holds what %s does, and adds nothing"
              .formatted(file.input().name(), taker.input().name()));
      done.add(file.input());
    } else {
      refusals.put(file.input(), atOnce(file, taker));
    }
  }

  /** Nothing is passed over in a run from the start, so nothing need be said. */
  private void say(String sentence) {
    if (!fromStart) {
      notices.add(sentence);
    }
  }

  private static String beginsWith(File file, Load load) {
    return "%s begins with all that was loaded from %s (%s)"
        .formatted(
            file.input().name(), load.known().progress().file(), load.checkpoint().counted());
  }

  private static String cannotTell(File file, Load load, boolean there) {
    return "%s, which is %s: say whether it is the same file (--alike same loads only what follows) or another one (--alike other loads all of it)"
        .formatted(
            beginsWith(file, load),
            there
                ? "still there and has the same name"
                : "no longer there; but it was written later");
  }

  private static String atOnce(File file, File other) {
    return "%s begins as %s, which this command loads as well, and counts as the same file: leave one out, or say --alike other to load both"
        .formatted(file.input().name(), other.input().name());
  }

  /** Returns whether what was loaded still lies where it did; it may have grown. */
  private boolean isThere(Load load) {
    if (takers.containsKey(load.group())) {
      return true;
    }
    try {
      Path path = Path.of(load.place().path());
      Optional<Input> member = Members.at(load.place().path());
      if (!Files.isRegularFile(path) && member.isEmpty()) {
        return false;
      }
      // By its content: another file may have been moved there, and bear the same time.
      Input input = member.isPresent() ? member.get() : new Input.File(path, Files.size(path));
      return !Checkpoint.passed(input, List.of(load.checkpoint())).places().isEmpty();
    } catch (InvalidPathException e) {
      return false;
    } catch (IOException e) {
      // A file is there, and nothing proves that it is another.
      return true;
    }
  }

  private static boolean isWrittenLater(File file, LoadProgress progress) {
    if (file.written() < 0) {
      return false;
    }
    return progress.written() < 0
        ? progress.saved() != null && file.written() > progress.saved().toEpochMilli()
        : file.written() > progress.written() + SAME_TIME_MILLIS;
  }

  private void goOn(File file, Load load) {
    takers.put(load.group(), file);
    groups.put(file.input(), load.group());
  }

  /**
   * Gives a file a load of its own.
   *
   * @param own the loads from its place that it does not continue
   * @param warning empty for none
   */
  private void begin(File file, List<Load> own, String warning) {
    Optional<Load> changed = longest(own).filter(load -> !takers.containsKey(load.group()));
    if (changed.isPresent() && alike != Alike.OTHER && !fromStart) {
      // Reading it will tell up to where it should have stayed the same.
      goOn(file, changed.get());
      return;
    }
    List<File> alikes = fresh.computeIfAbsent(countsAs(file), any -> new ArrayList<>());
    Optional<File> twin = alikes.stream().filter(other -> beginAlike(file, other)).findFirst();
    if (twin.isPresent() && alike != Alike.OTHER && !fromStart) {
      refusals.put(file.input(), atOnce(file, twin.get()));
      return;
    }
    alikes.add(file);
    if (!warning.isEmpty()) {
      say(warning);
    }
    String family = Fingerprint.families(topic, file.head()).get(0);
    int count = 0;
    String group = Fingerprint.ofFamily(family, file.place().path(), count);
    while (!names.add(group)) {
      group = Fingerprint.ofFamily(family, file.place().path(), ++count);
    }
    groups.put(file.input(), group);
  }

  /** Returns the key of files that count as the same, of which one is loaded at a time. */
  private String countsAs(File file) {
    return alike == Alike.SAME ? "" : file.place().directory() + file.place().name();
  }

  private static boolean beginAlike(File one, File other) {
    return one.head().isOf(other.head()) || other.head().isOf(one.head());
  }
}
