package io.framecount.counter.progress;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framecount.counter.progress.Tally.Gap;
import io.framecount.counter.time.RecentTimes;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Uuid;

/**
 * The text that a combiner commits beside the offset of a partition: tally, settings, origin and
 * recent times, in this order and separated by spaces, such as
 *
 * <pre>v1 read=7 counted=6 aside=1 windows=minute … topic:ID:0 7/16/1468244384000@7/</pre>
 *
 * Versions before and after this one read it, so it may only grow: each part is found by its own
 * form, and a version passes over the words that it does not know. Kafka takes 4,096 bytes by
 * default.
 */
public final class OffsetNote {
  /** Stands for all types whose names would make the text too long. */
  static final String MORE_TYPES = "…";

  private static final int MOST_TYPES_LENGTH = 1_000;
  private static final String PASSED_OVER = "passed-over";
  private static final String MISSING = "missing";
  private static final String CUT_OFF = "cut-off";
  private static final String GAP = "(?: %s=(\\d{1,18}):(\\d{1,18})-(\\d{1,18}))?";
  private static final String TYPE = "[^\\s:,]+:\\d{1,18}";
  private static final Pattern TALLY =
      Pattern.compile(
          "v1 read=(\\d{1,18}) counted=(\\d{1,18}) aside=(\\d{1,18})%s%s(?: %s=(%s(?:,%s)*))?(?: .*)?"
              .formatted(GAP.formatted(MISSING), GAP.formatted(CUT_OFF), PASSED_OVER, TYPE, TYPE));
  private static final Pattern NEWER = Pattern.compile("v(?!1 )\\d+ read=.*");
  private static final Pattern ORIGIN =
      Pattern.compile("(?<!\\S)topic:([\\w-]{22}):(\\d{0,18})(?!\\S)");
  private static final Pattern TIMES =
      Pattern.compile("(?<!\\S)(\\d{1,18})/(\\d{1,18})/([-\\d@,]*)/([-\\d@,]*)(?!\\S)");

  private final String text;

  private OffsetNote(String text) {
    this.text = text;
  }

  /** Returns the note beside a committed offset; it has no parts if another program wrote it. */
  public static OffsetNote of(OffsetAndMetadata committed) {
    return of(committed.metadata());
  }

  /** Returns the note with this text. */
  public static OffsetNote of(String text) {
    return new OffsetNote(text);
  }

  /** Returns the text to commit. */
  public static String write(
      Tally tally, SettingsNote settings, Origin origin, RecentTimes recentTimes) {
    return String.join(" ", write(tally), write(settings), write(origin), write(recentTimes));
  }

  /** Returns the tally, or nothing if another program or a newer format wrote the note. */
  public Optional<Tally> tally() {
    Matcher matcher = TALLY.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new Tally(
                number(matcher, 1),
                number(matcher, 2),
                number(matcher, 3),
                gap(matcher, 4),
                gap(matcher, 7),
                types(matcher.group(10))))
        : Optional.empty();
  }

  /**
   * Returns the settings, or nothing where there is no tally. The first version wrote no settings;
   * its tallies are of {@link SettingsNote#FIRST}.
   */
  public Optional<SettingsNote> settings() {
    return tally().map(tally -> settingsAfter(write(tally)));
  }

  /** Returns the origin, or nothing if the version that wrote the note did not know it. */
  public Optional<Origin> origin() {
    Matcher matcher = ORIGIN.matcher(text);
    return matcher.find()
        ? Optional.of(
            new Origin(
                Uuid.fromString(matcher.group(1)),
                matcher.group(2).isEmpty() ? Origin.UNKNOWN : number(matcher, 2)))
        : Optional.empty();
  }

  /** Returns the recent times of the partition, empty if the note has none. */
  public RecentTimes recentTimes() {
    Matcher matcher = TIMES.matcher(text);
    return matcher.find()
        ? RecentTimes.of(
            new RecentTimes.State(
                number(matcher, 1),
                number(matcher, 2),
                tuples(matcher.group(3)),
                tuples(matcher.group(4))))
        : new RecentTimes();
  }

  /** Returns the first word that only a newer version of the counter can have written. */
  Optional<String> newerWord() {
    if (NEWER.matcher(text).matches()) {
      return Optional.of(text.substring(0, text.indexOf(' ')));
    }
    return settings().flatMap(SettingsNote::unknownName);
  }

  /**
   * Returns the text of a tally. Gaps and other types, which the first versions do not know, are
   * written only where there are any; those versions then leave the partition alone instead of
   * forgetting them.
   */
  public static String write(Tally tally) {
    return "v1 read=%d counted=%d aside=%d"
            .formatted(tally.read(), tally.counted(), tally.setAside())
        + write(MISSING, tally.missing())
        + write(CUT_OFF, tally.cutOff())
        + (tally.passedOver().isEmpty()
            ? ""
            : " %s=%s".formatted(PASSED_OVER, types(tally.passedOver())));
  }

  /** Returns the text of settings: {@code windows=minute,hour zone=UTC …}. */
  public static String write(SettingsNote settings) {
    return settings.values().entrySet().stream()
        .map(value -> value.getKey() + "=" + escape(value.getValue()))
        .collect(Collectors.joining(" "));
  }

  /** Returns the text of recent times, without spaces and below 500 characters. */
  public static String write(RecentTimes recentTimes) {
    RecentTimes.State state = recentTimes.state();
    return "%d/%d/%s/%s"
        .formatted(
            state.frames(), state.calmFrom(), tuples(state.clusters()), tuples(state.suspicions()));
  }

  private static String write(Origin origin) {
    return "topic:%s:%s"
        .formatted(origin.topic(), origin.from() == Origin.UNKNOWN ? "" : origin.from());
  }

  private static String write(String name, Gap gap) {
    return gap.isEmpty()
        ? ""
        : " %s=%d:%d-%d".formatted(name, gap.offsets(), gap.first(), gap.last());
  }

  private static Gap gap(Matcher matcher, int group) {
    return matcher.group(group) == null
        ? Gap.NONE
        : new Gap(number(matcher, group), number(matcher, group + 1), number(matcher, group + 2));
  }

  /** Returns text such as {@code a.B:12,c.D:3}, with as many names as there is room for. */
  private static String types(SortedMap<String, Long> passedOver) {
    StringBuilder types = new StringBuilder();
    long more = passedOver.getOrDefault(MORE_TYPES, 0L);
    for (Map.Entry<String, Long> type : passedOver.entrySet()) {
      String entry = "%s:%d,".formatted(URLEncoder.encode(type.getKey(), UTF_8), type.getValue());
      if (type.getKey().equals(MORE_TYPES)) {
        continue;
      }
      if (types.length() + entry.length() > MOST_TYPES_LENGTH) {
        more += type.getValue();
      } else {
        types.append(entry);
      }
    }
    return more == 0
        ? types.substring(0, types.length() - 1)
        : types + "%s:%d".formatted(URLEncoder.encode(MORE_TYPES, UTF_8), more);
  }

  private static SortedMap<String, Long> types(String text) {
    SortedMap<String, Long> types = new TreeMap<>();
    if (text != null) {
      for (String entry : text.split(",", -1)) {
        int colon = entry.lastIndexOf(':');
        String type = URLDecoder.decode(entry.substring(0, colon), UTF_8);
        types.merge(type, Long.parseLong(entry.substring(colon + 1)), Long::sum);
      }
    }
    return types;
  }

  private SettingsNote settingsAfter(String tally) {
    SettingsNote settings = SettingsNote.EMPTY;
    for (String setting : text.substring(tally.length()).strip().split(" ", -1)) {
      int equals = setting.indexOf('=');
      if (equals > 0) {
        String value = URLDecoder.decode(setting.substring(equals + 1), UTF_8);
        settings = settings.with(setting.substring(0, equals), value);
      }
    }
    return settings.values().isEmpty() ? SettingsNote.FIRST : settings;
  }

  private static String escape(String value) {
    return value.matches("[\\w,/:+.-]*")
        ? value.replace("+", "%2B")
        : URLEncoder.encode(value, UTF_8);
  }

  /** Returns text such as {@code 1@2,3@4} for the pairs 1, 2 and 3, 4. */
  private static String tuples(List<List<Long>> tuples) {
    return tuples.stream()
        .map(tuple -> tuple.stream().map(String::valueOf).collect(Collectors.joining("@")))
        .collect(Collectors.joining(","));
  }

  private static List<List<Long>> tuples(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(","))
            .map(tuple -> Arrays.stream(tuple.split("@")).map(Long::valueOf).toList())
            .toList();
  }

  private static long number(Matcher matcher, int group) {
    return Long.parseLong(matcher.group(group));
  }
}
