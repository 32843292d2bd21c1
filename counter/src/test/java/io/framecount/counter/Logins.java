package io.framecount.counter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.framecount.common.avro.WireFormat;
import io.framecount.local.SharedPlatform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Fills a topic with frames of another shape, which have a group, and keeps them: the oracle goes
 * over all of them for each window, by java.time.
 */
final class Logins {
  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Login", "fields": [
                {"name": "device_type", "type": ["null", "string"]},
                {"name": "user_id", "type": "string"},
                {"name": "timestamp", "type": {"type": "long", "logicalType": "timestamp-micros"}}
              ]}""");

  private final FrameTopic topic;
  private final int schemaId;
  private final List<Login> all = new ArrayList<>();

  record Login(Instant time, String user, String group) {}

  /** Frames and users of one row. */
  record Row(String window, Instant start, String group, long frames, Set<String> users) {
    String tsv() {
      return "%s\t%s\t%s\t%d\t%d\n".formatted(window, start, group, frames, users.size());
    }
  }

  Logins(FrameTopic topic) {
    this.topic = topic;
    schemaId =
        FrameTopic.register(SharedPlatform.registryUrl(), topic.name() + "-logins-value", SCHEMA);
  }

  /** Adds frames around an instant. */
  void add(long seed, int frames, Instant around, ChronoUnit spread, List<String> groups) {
    Random random = new Random(seed);
    for (int i = 0; i < frames; i++) {
      long seconds = (long) (random.nextGaussian() * spread.getDuration().toSeconds());
      String user = "user-%d".formatted((int) Math.abs(random.nextGaussian() * 300));
      add(around.plusSeconds(seconds), user, groups.get(random.nextInt(groups.size())));
    }
    topic.flush();
  }

  /**
   * Adds a frame.
   *
   * @param group empty if there is none
   */
  void add(Instant time, String user, String group) {
    all.add(new Login(time, user, group.isEmpty() ? "(none)" : group));
    topic.send(user.getBytes(UTF_8), frame(time, user, group));
    if (all.size() == 1) {
      // A topic that was just made may refuse the first batch; if others are on their way behind
      // it, their sequence is broken for good.
      topic.flush();
    }
  }

  List<Login> all() {
    return all;
  }

  /** The rows of all frames, in order. */
  List<Row> rows(List<String> windows, ZoneId zone) {
    return rows(windows, zone, login -> true);
  }

  List<Row> rows(List<String> windows, ZoneId zone, Predicate<Login> which) {
    List<Row> rows = new ArrayList<>();
    for (String window : windows) {
      Map<String, Row> byKey = new TreeMap<>();
      for (Login login : all) {
        Instant start = start(window, login.time.atZone(zone)).toInstant();
        String key = start + "/" + login.group;
        if (which.test(login)) {
          byKey.merge(
              key,
              new Row(window, start, login.group, 1, new TreeSet<>(Set.of(login.user))),
              Logins::both);
        }
      }
      byKey.values().stream()
          .sorted(Comparator.comparing(Row::start).thenComparing(Row::group))
          .forEach(rows::add);
    }
    return rows;
  }

  static Row both(Row one, Row other) {
    one.users.addAll(other.users);
    return new Row(one.window, one.start, one.group, one.frames + other.frames, one.users);
  }

  private static ZonedDateTime start(String window, ZonedDateTime time) {
    ZonedDateTime hour = time.truncatedTo(ChronoUnit.HOURS);
    LocalDate date = time.toLocalDate();
    return switch (window) {
      case "minute" -> time.truncatedTo(ChronoUnit.MINUTES);
      case "15m" -> hour.plusMinutes(15L * (time.getMinute() / 15));
      case "hour" -> hour;
      case "day" -> date.atStartOfDay(time.getZone());
      case "week" ->
          date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
              .atStartOfDay(time.getZone());
      case "month" -> date.withDayOfMonth(1).atStartOfDay(time.getZone());
      case "year" -> date.withDayOfYear(1).atStartOfDay(time.getZone());
      default -> throw new IllegalArgumentException(window);
    };
  }

  private byte[] frame(Instant time, String user, String group) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] header = new byte[WireFormat.HEADER_BYTES];
      WireFormat.writeHeader(header, schemaId);
      out.write(header);
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      encoder.writeIndex(group.isEmpty() ? 0 : 1);
      if (!group.isEmpty()) {
        encoder.writeString(group);
      }
      encoder.writeString(user);
      encoder.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, time));
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
