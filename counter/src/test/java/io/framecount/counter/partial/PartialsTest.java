package io.framecount.counter.partial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.counter.frame.field.FrameFields;
import io.framecount.counter.frame.field.GroupText;
import io.framecount.counter.unique.UniqueCounter;
import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.window.WindowSize;
import io.framecount.counter.window.Windows;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Random frames over changes of clocks, against a naive counter of every window. */
class PartialsTest {
  private static final long CHANGE = Instant.parse("2016-10-30T01:00:00Z").toEpochMilli();
  private static final String[] GROUPS = {"android", "iOS", "", "web", "(none)"};

  private final Random random = new Random(42);
  private final FrameFields fields = new FrameFields();
  private final Map<String, Counted> oracle = new TreeMap<>();

  private static final class Counted {
    private long frames;
    private final Set<String> users = new HashSet<>();

    @Override
    public String toString() {
      return frames + " frames of " + users.size();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'minute,hour,day,week,month,year', UTC, theta",
    "'minute,5m,15m,hour,2h,day,week,month,year', Europe/Berlin, exact",
    "'minute,15m,hour,2h,day,week,month,year', Australia/Lord_Howe, theta",
    "'10m,15m', America/Sao_Paulo, theta",
    "'90m,hour,week,month', America/St_Johns, exact",
    "'week,month', Pacific/Apia, exact",
    "'month,year', Europe/Berlin, theta",
    "day, Europe/Berlin, theta",
    "minute, Europe/Berlin, theta"
  })
  void addUpToWhatANaiveCounterCounts(String sizes, String zone, String method) {
    check(Windows.parse(sizes, zone), UniqueMethod.parse(method), true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"minute,hour,day,week,month,year", "5m"})
  void groupsAreNotNeeded(String sizes) {
    check(Windows.parse(sizes, "Europe/Berlin"), UniqueMethod.STANDARD, false);
  }

  @Test
  void aFrameOfAKnownGroupAndWindowAllocatesNothing() {
    Partials partials = new Partials(Windows.MINUTES, UniqueMethod.STANDARD, true);
    byte[][] records = new byte[64][];
    for (int i = 0; i < records.length; i++) {
      records[i] = "user-%02d,group-%02d".formatted(i, i % 7).getBytes(UTF_8);
    }
    fields.group = GroupText.STRING;
    fields.userLength = 7;
    fields.groupFrom = 8;
    fields.groupLength = 8;
    add(partials, records, 100_000);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    add(partials, records, 100_000);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000);
    assertThat(partials.count()).isEqualTo(7);
  }

  private void add(Partials partials, byte[][] records, int frames) {
    for (int i = 0; i < frames; i++) {
      fields.time = CHANGE + i % 60_000;
      fields.user = records[i % records.length];
      partials.add(fields.user, fields);
    }
  }

  private void check(Windows windows, UniqueMethod method, boolean grouped) {
    Partials partials = new Partials(windows, method, grouped);
    Map<String, Counted> base = new HashMap<>();
    for (int commit = 0; commit < 3; commit++) {
      oracle.clear();
      base.clear();
      for (int i = 0; i < 3_000; i++) {
        frame(partials, windows, grouped, base);
      }
      assertThat(partials.count()).isEqualTo(base.size());
      assertThat(partials.bytes()).isGreaterThan(0);
      assertThat(written(partials, method)).isEqualTo(texts());
      partials.clear();
      assertThat(partials.count()).isZero();
      assertThat(written(partials, method)).isEmpty();
    }
  }

  private void frame(
      Partials partials, Windows windows, boolean grouped, Map<String, Counted> base) {
    // Mostly close to the change of clocks, sometimes years away.
    int spread = random.nextInt(50) == 0 ? 500_000_000 : 5_000;
    long time = CHANGE + 1_000 * (long) (random.nextGaussian() * spread);
    String user = "user-" + random.nextInt(300);
    String group = GROUPS[random.nextInt(GROUPS.length)];
    byte[] data = ("xx" + user + group + "yy").getBytes(UTF_8);
    fields.time = time;
    fields.user = data;
    fields.userFrom = 2;
    fields.userLength = user.length();
    fields.group = GroupText.STRING;
    fields.groupFrom = 2 + user.length();
    fields.groupLength = group.length();
    partials.add(data, fields);

    String name = !grouped ? null : group.equals("(none)") ? "((none))" : group;
    for (WindowSize size : windows.sizes()) {
      count(oracle, windows.calendar(size).at(time).key() + "/" + name, user);
    }
    count(base, windows.calendar(windows.base()).at(time).key() + "/" + name, user);
  }

  private static void count(Map<String, Counted> counts, String key, String user) {
    Counted counted = counts.computeIfAbsent(key, k -> new Counted());
    counted.frames++;
    counted.users.add(user);
  }

  private Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>();
    oracle.forEach((key, counted) -> texts.put(key, counted.toString()));
    return texts;
  }

  private static Map<String, String> written(Partials partials, UniqueMethod method) {
    Map<String, String> texts = new TreeMap<>();
    partials.forEach(
        partial -> {
          UniqueCounter users = method.create();
          users.merge(partial.users());
          String key = partial.window().key() + "/" + partial.group();
          String text = partial.frames() + " frames of " + users.estimate().count();
          assertThat(texts.put(key, text)).as("once a commit: %s", key).isNull();
        });
    return texts;
  }
}
