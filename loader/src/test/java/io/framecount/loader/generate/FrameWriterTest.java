package io.framecount.loader.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.loader.generate.Frame.Damage;
import io.framecount.loader.generate.StreamPlan.LineEnd;
import io.framecount.loader.generate.StrictReader.Seen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameWriterTest {
  private static final int FRAMES = 300;
  private static final long SECOND = 1_468_244_384L;

  private final FrameWriter writer = new FrameWriter(new Vocabulary(), LineEnd.LF);

  @Test
  void aGoodFrameIsStrictJsonWithItsOwnUidAndTsAtTheRoot() throws IOException {
    Set<String> users = new HashSet<>();
    for (int user = 0; user < FRAMES; user++) {
      Seen seen = StrictReader.read(frame(user, Damage.NONE)).orElseThrow();
      assertThat(seen.second()).isEqualTo(SECOND);
      assertThat(seen.uid()).matches("[0-9a-f]{19,20}");
      users.add(seen.uid());
    }
    assertThat(users).hasSize(FRAMES);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void everyKindOfDamageIsRejectedByAStrictReader(Damage damage) throws IOException {
    for (int user = 0; user < FRAMES; user++) {
      byte[] line = frame(user, damage);
      assertThat(line.length).isGreaterThan(0);
      assertThat(StrictReader.read(line)).as("%s of user %d", damage, user).isEmpty();
    }
  }

  private byte[] frame(int user, Damage damage) throws IOException {
    Bytes bytes = new Bytes(16);
    writer.write(new Frame(user, SECOND, false, damage), SplitMix.forItem(5, user), bytes);
    bytes.truncate(bytes.length() - 1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    bytes.writeTo(out);
    return out.toByteArray();
  }
}
