package io.framecount.counter.progress;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.option.TimeZoneOption;
import io.framecount.common.text.EpochUnit;
import io.framecount.counter.frame.field.WantedFields;
import io.framecount.counter.frame.field.WantedFields.Unsaid;
import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.window.Windows;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings of a count by the names of their options. {@link OffsetNote} carries them with the
 * {@link Tally}, so that counted frames and the settings behind them are known or unknown together.
 */
public record SettingsNote(Map<String, String> values) {
  static final String WINDOWS = "windows";
  static final String ZONE = "zone";
  static final String TIME = "time";
  static final String UNIQUE = "unique";
  static final String BY = "by";
  static final String METHOD = "method";
  static final String MAX_GROUPS = "max-groups";

  /** Noted only if it is not {@link EpochUnit#MILLIS}, the only unit of earlier versions. */
  static final String EPOCH_UNIT = "epoch-unit";

  /**
   * Unit of numbers in JSON. Noted only if it is {@link EpochUnit#MILLIS}, which does not follow
   * from the {@link #EPOCH_UNIT}: without an option, it is guessed.
   */
  static final String JSON_UNIT = "json-epoch-unit";

  /** Noted only if the option was given. */
  static final String TIME_ZONE = "time-zone";

  /**
   * Zone of the clocks behind a {@code local-timestamp-*}, where no {@link #TIME_ZONE} is set.
   * Noted only if it is not UTC, which earlier versions took whatever the {@link #ZONE}.
   */
  static final String LOCAL_ZONE = "local-zone";

  public static final SettingsNote EMPTY = new SettingsNote(Map.of());

  /** Names that this version knows; a newer one may note more. */
  private static final Set<String> KNOWN =
      Set.of(
          WINDOWS,
          ZONE,
          TIME,
          UNIQUE,
          BY,
          METHOD,
          MAX_GROUPS,
          EPOCH_UNIT,
          JSON_UNIT,
          TIME_ZONE,
          LOCAL_ZONE);

  /** The settings of the version that noted none yet; the fields are not known. */
  static final SettingsNote FIRST =
      EMPTY
          .with(WINDOWS, "minute")
          .with(ZONE, "UTC")
          .with(BY, "")
          .with(METHOD, "theta:65536")
          .with(MAX_GROUPS, "");

  public SettingsNote with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new SettingsNote(more);
  }

  /** Returns the first setting that this version does not know. */
  Optional<String> unknownName() {
    return values.keySet().stream().filter(name -> !KNOWN.contains(name)).findFirst();
  }

  /**
   * Returns the differences from the wanted settings as a part of a sentence, empty if there are
   * none. A setting that is not noted can't differ.
   */
  String differences(SettingsNote wanted) {
    Set<String> names = new LinkedHashSet<>(values.keySet());
    if (!values.isEmpty()) {
      names.addAll(List.of(EPOCH_UNIT, JSON_UNIT, TIME_ZONE, LOCAL_ZONE));
    }
    names.removeIf(name -> value(name).equals(wanted.value(name)));
    if (names.contains(ZONE) || names.contains(TIME_ZONE)) {
      // Follows from these.
      names.remove(LOCAL_ZONE);
    }
    if (names.contains(EPOCH_UNIT)) {
      names.remove(JSON_UNIT);
    }
    return names.stream()
        .map(name -> "%s, not %s".formatted(option(name), wanted.option(name)))
        .collect(Collectors.joining("; "));
  }

  private String option(String name) {
    String value = value(name);
    if (name.equals(LOCAL_ZONE)) {
      return "local-timestamp-* as " + (value.isEmpty() ? "UTC" : value);
    }
    String option = name.equals(JSON_UNIT) ? EPOCH_UNIT : name;
    return value.isEmpty() ? "no --" + option : "--%s %s".formatted(option, value);
  }

  private String value(String name) {
    return values.getOrDefault(name, name.equals(EPOCH_UNIT) ? EpochUnit.MILLIS.option() : "");
  }

  /** The windows, if they are noted. */
  public Optional<Windows> windows() {
    return values.containsKey(WINDOWS)
        ? Optional.of(Windows.parse(values.get(WINDOWS), values.getOrDefault(ZONE, "UTC")))
        : Optional.empty();
  }

  /**
   * The settings themselves, as far as they are noted; the rest as by default.
   *
   * @throws CommandFailure if this version knows no such settings
   */
  public CountSettings settings() {
    Windows windows = windows().orElse(Windows.MINUTES);
    return new CountSettings(
        windows,
        new WantedFields(
            values.getOrDefault(TIME, "ts"), values.getOrDefault(UNIQUE, "uid"), by(), unsaid()),
        UniqueMethod.parse(values.getOrDefault(METHOD, "theta")),
        values.getOrDefault(MAX_GROUPS, "").isEmpty()
            ? Integer.MAX_VALUE
            : Integer.parseInt(values.get(MAX_GROUPS)));
  }

  private Unsaid unsaid() {
    boolean said = values.containsKey(EPOCH_UNIT) || values.containsKey(JSON_UNIT);
    EpochUnit unit = EpochUnit.valueOf(value(EPOCH_UNIT).toUpperCase(Locale.ROOT));
    return Unsaid.of(said ? Optional.of(unit) : Optional.empty(), localZone(), zone(TIME_ZONE));
  }

  /** Zone of the clocks behind a {@code local-timestamp-*}. */
  ZoneId localZone() {
    return zone(TIME_ZONE).or(() -> zone(LOCAL_ZONE)).orElse(ZoneOffset.UTC);
  }

  private Optional<ZoneId> zone(String name) {
    return Optional.ofNullable(values.get(name)).map(TimeZoneOption::parse);
  }

  /** The field that frames are grouped by, if there is one. */
  public Optional<String> by() {
    return Optional.of(values.getOrDefault(BY, "")).filter(field -> !field.isEmpty());
  }
}
