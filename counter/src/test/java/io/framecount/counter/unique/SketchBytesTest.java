package io.framecount.counter.unique;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SketchBytesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "theta",
        "hll",
        "hll:3",
        "hll:9",
        "ull",
        "ull:3",
        "linear",
        "linear:27072",
        "exact"
      })
  void knowsItsMethods(String text) {
    UniqueMethod method = UniqueMethod.parse(text);
    for (int users : new int[] {0, 1, 2, 700}) {
      byte[] bytes = Users.add(method.create(), 0, users).toBytes();
      assertThat(SketchBytes.methodOf(ByteBuffer.wrap(bytes))).isEqualTo(method);
    }
  }

  @Test
  void takesTheLargestThetaThatASketchNeeds() {
    assertThat(theta(128, 5_000)).isEqualTo(UniqueMethod.STANDARD);
    assertThat(theta(1 << 17, 100_000)).isEqualTo(UniqueMethod.parse("theta:131072"));
  }

  @Test
  void registersMayLookLikeTheBeginningOfATheta() {
    byte[] registers = UniqueMethod.parse("hll:9").create().toBytes();
    registers[1] = 3;
    registers[2] = 3;
    assertThat(SketchBytes.methodOf(ByteBuffer.wrap(registers)))
        .isEqualTo(UniqueMethod.parse("hll:9"));
  }

  @Test
  void refusesWhatIsNone() {
    assertThatThrownBy(() -> SketchBytes.methodOf(ByteBuffer.allocate(100)))
        .isInstanceOf(SketchFormatException.class)
        .hasMessageContaining("100 bytes are a sketch of no known method");
    byte[] cut = Users.add(UniqueMethod.STANDARD.create(), 0, 9).toBytes();
    assertThatThrownBy(() -> SketchBytes.methodOf(ByteBuffer.wrap(cut, 0, cut.length - 1)))
        .isInstanceOf(SketchFormatException.class)
        .hasMessageContaining("not a compact Theta sketch");
    assertThatThrownBy(() -> SketchBytes.methodOf(ByteBuffer.allocate(0)))
        .isInstanceOf(SketchFormatException.class);
  }

  private static UniqueMethod theta(int nominal, int users) {
    byte[] bytes = Users.theta(nominal, 0, users).toBytes();
    return SketchBytes.methodOf(ByteBuffer.wrap(bytes));
  }
}
