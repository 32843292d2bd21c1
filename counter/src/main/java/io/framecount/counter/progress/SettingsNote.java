package io.framecount.counter.progress;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.TimeZoneOption;
import io.framecount.common.text.EpochUnit;
import io.framecount.counter.frame.field.WantedFields;
import io.framecount.counter.frame.field.WantedFields.Unsaid;
import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.window.Windows;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The settings of a count as short text, by the names of their options: {@code windows=minute,hour
 * zone=UTC …}. It travels with the {@link Tally}, so that what is counted and by which settings is
 * known or unknown together.
 */
public record SettingsNote(Map<String, String> values) {
  static final String WINDOWS = "windows";
  static final String ZONE = "zone";
  static final String TIME = "time";
  static final String UNIQUE = "unique";
  static final String BY = "by";
  static final String METHOD = "method";
  static final String MAX_GROUPS = "max-groups";

  /** Noted only if it is not {@link EpochUnit#MILLIS}, as it was before this could be said. */
  static final String EPOCH_UNIT = "epoch-unit";

  /** Noted only if it was said. */
  static final String TIME_ZONE = "time-zone";

  /**
   * Whose clocks a {@code local-timestamp-*} was read from, where no {@link #TIME_ZONE} tells.
   * Noted only if it is not UTC, as it was, whatever the {@link #ZONE}, before times had a zone.
   */
  static final String LOCAL_ZONE = "local-zone";

  public static final SettingsNote EMPTY = new SettingsNote(Map.of());

  /** What this version knows; a newer one may note more. */
  private static final Set<String> KNOWN =
      Set.of(
          WINDOWS, ZONE, TIME, UNIQUE, BY, METHOD, MAX_GROUPS, EPOCH_UNIT, TIME_ZONE, LOCAL_ZONE);

  private static final Pattern NEWER = Pattern.compile("v(?!1 )\\d+ read=.*");

  /** What was counted before settings were noted; the fields are not known. */
  private static final SettingsNote FIRST =
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

  public String toText() {
    return values.entrySet().stream()
        .map(value -> value.getKey() + "=" + escape(value.getValue()))
        .collect(Collectors.joining(" "));
  }

  /**
   * Returns what the metadata of a committed offset says, or nothing if another program wrote it.
   */
  static Optional<SettingsNote> ofMetadata(String metadata) {
    return Tally.ofMetadata(metadata).map(tally -> after(tally.toMetadata(), metadata));
  }

  /**
   * Returns what the metadata of a committed offset has that only a newer version can have written,
   * for people.
   */
  static Optional<String> newer(String metadata) {
    if (NEWER.matcher(metadata).matches()) {
      return Optional.of(metadata.substring(0, metadata.indexOf(' ')));
    }
    return ofMetadata(metadata).stream()
        .flatMap(note -> note.values.keySet().stream())
        .filter(name -> !KNOWN.contains(name))
        .findFirst();
  }

  private static SettingsNote after(String tally, String metadata) {
    SettingsNote note = EMPTY;
    for (String setting : metadata.substring(tally.length()).strip().split(" ", -1)) {
      int equals = setting.indexOf('=');
      if (equals > 0) {
        String value = URLDecoder.decode(setting.substring(equals + 1), UTF_8);
        note = note.with(setting.substring(0, equals), value);
      }
    }
    return note.values.isEmpty() ? FIRST : note;
  }

  /**
   * Returns what these settings have otherwise than those wanted, as a part of a sentence; empty if
   * nothing. What is not noted can't differ.
   */
  String differences(SettingsNote wanted) {
    Set<String> names = new LinkedHashSet<>(values.keySet());
    if (!values.isEmpty()) {
      names.addAll(List.of(EPOCH_UNIT, TIME_ZONE, LOCAL_ZONE));
    }
    names.removeIf(name -> value(name).equals(wanted.value(name)));
    if (names.contains(ZONE) || names.contains(TIME_ZONE)) {
      // Follows from these.
      names.remove(LOCAL_ZONE);
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
    return value.isEmpty() ? "no --" + name : "--%s %s".formatted(name, value);
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
    return new Unsaid(
        EpochUnit.valueOf(value(EPOCH_UNIT).toUpperCase(Locale.ROOT)),
        localZone(),
        zone(TIME_ZONE));
  }

  /** Whose clocks a {@code local-timestamp-*} was read from. */
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

  private static String escape(String value) {
    return value.matches("[\\w,/:+.-]*")
        ? value.replace("+", "%2B")
        : URLEncoder.encode(value, UTF_8);
  }
}
