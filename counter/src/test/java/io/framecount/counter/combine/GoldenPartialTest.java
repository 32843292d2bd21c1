package io.framecount.counter.combine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.Partial;
import io.framecount.WindowUnit;
import io.framecount.common.avro.Golden;
import io.framecount.common.avro.WireSerdes;
import io.framecount.counter.partial.WindowPartial;
import io.framecount.counter.unique.UniqueCounter;
import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.window.Window;
import io.framecount.counter.window.WindowSize;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Combiners and mergers of different versions work side by side; see {@link Golden}. */
class GoldenPartialTest {
  private static final UniqueMethod METHOD = UniqueMethod.parse("theta");
  private static final long MINUTE = 1_468_244_340_000L;

  private final WireSerdes serdes =
      new WireSerdes(Map.of(Golden.SCHEMA_ID, Partial.getClassSchema())::get);

  @Test
  void isWrittenByteForByte() {
    UniqueCounter users = METHOD.create();
    add(users, "anna");
    add(users, "ben");
    WindowPartial addition =
        new WindowPartial(
            new Window(WindowSize.MINUTE, MINUTE, MINUTE + 60_000),
            "linux",
            3,
            ByteBuffer.wrap(users.toBytes()));
    var record =
        new PartialWriter("partials", serdes.serializer(Golden.SCHEMA_ID, Partial.getClassSchema()))
            .record(addition);

    assertThat(record.key()).isEqualTo(Golden.of("increment").key());
    assertThat(record.value()).isEqualTo(Golden.of("increment").value());
  }

  @Test
  void isReadAsItAlwaysWas() {
    Partial partial =
        serdes
            .<Partial>deserializer(Partial.getClassSchema())
            .deserialize("partials", Golden.of("increment").value());
    assertThat(partial.getWindow()).isEqualTo(WindowUnit.MINUTE);
    assertThat(partial.getStart()).isEqualTo(Instant.parse("2016-07-11T13:39:00Z"));
    assertThat(partial.getEnd()).isEqualTo(Instant.parse("2016-07-11T13:40:00Z"));
    assertThat(partial.getGroup()).isEqualTo("linux");
    assertThat(partial.getFrames()).isEqualTo(3);

    UniqueCounter users = METHOD.create();
    users.merge(partial.getUsers());
    add(users, "ben");
    assertThat(users.estimate().count()).isEqualTo(2);
    add(users, "cleo");
    assertThat(users.estimate().count()).isEqualTo(3);
  }

  private static void add(UniqueCounter users, String user) {
    users.add(user.getBytes(UTF_8), 0, user.length());
  }
}
