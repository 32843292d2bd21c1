package io.framecount.counter.unique;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden bytes; that they are DataSketches' is for {@link DataSketchesTest} to show. */
class ThetaFormatTest {
  private static final String TWO =
      "0203030000"
          + "1a"
          + "cc93"
          + "02000000"
          + "0000803f"
          + "0500000000000000"
          + "0900000000000000";

  private static final String SAMPLED =
      "0303030000"
          + "1a"
          + "cc93"
          + "01000000"
          + "0000803f"
          + "0900000000000000"
          + "0500000000000000";

  @Test
  void bytesNeverChange() {
    assertThat(hex(ThetaSketch.ALL)).isEqualTo("01030300001e0000");
    assertThat(hex(ThetaSketch.ALL, 5)).isEqualTo("01030300003acc930500000000000000");
    assertThat(hex(ThetaSketch.ALL, 5, 9)).isEqualTo(TWO);
    assertThat(hex(9, 5)).isEqualTo(SAMPLED);
    assertThat(hex(9)).isEqualTo("03030300001acc93" + "000000000000803f" + "0900000000000000");
  }

  @ParameterizedTest
  @CsvSource({
    // Resize factor bits, sampling probability and unused bytes mean nothing here.
    "c2030310111acc93020000000000003f05000000000000000900000000000000",
    // Not ordered.
    "02030300000acc93020000000000803f09000000000000000500000000000000",
    // One hash with the long preamble.
    "02030300001acc93010000000000803f0500000000000000",
    // One hash without the flag that says so, as other languages write it; empty with seed hash.
    "01030300001acc930500000000000000",
    "01030300001ecc93"
  })
  void isReadInTheVariantsThatOthersWrite(String hex) {
    String count = hex.length() == 16 ? "0" : hex.contains("0900000000000000") ? "2" : "1";
    assertThat(read(hex).estimate()).isEqualTo(Estimate.exactly(Long.parseLong(count)));
  }

  @ParameterizedTest
  @CsvSource({
    "01030300001e00, it has 7 bytes",
    "01020300001e0000, its serial version is 2",
    "0104033f011acc93021d805eb3996826, its serial version is 4",
    "01030200001e0000, its family is 2",
    "0103030000160000, its flags are 22",
    "01030300001f0000, its flags are 31",
    "01030300001e000000, it is empty but has 9 bytes",
    "01030300003acd930500000000000000, its seed is not 9001",
    "00030300001acc93, its preamble has 0 longs",
    "04030300001acc93, its preamble has 4 longs",
    "03030300001acc93010000000000803f, its preamble is cut off",
    "01030300001acc93, it announces 1 hashes but has 0 bytes of them",
    "02030300001acc93ffffffff0000803f, it announces -1 hashes but has 0 bytes of them",
    "02030300001acc93ffffff7f0000803f, it announces 2147483647 hashes but has 0 bytes of them",
    "03030300001acc93000000000000803f0000000000000080, its hashes do not ascend to theta",
    "01030300003acc930000000000000000, its hashes do not ascend to theta",
    "01030300003acc93ffffffffffffff7f, its hashes do not ascend to theta",
    "02030300001acc93020000000000803f05000000000000000500000000000000, its hashes do not ascend to theta",
    "02030300000acc93020000000000803f05000000000000000500000000000000, its hashes do not ascend to theta",
    "03030300001acc93010000000000803f05000000000000000500000000000000, its hashes do not ascend to theta"
  })
  void whatItIsNotIsSaidInOneSentence(String hex, String problem) {
    assertThatThrownBy(() -> read(hex))
        .isInstanceOf(SketchFormatException.class)
        .hasMessage("not a compact Theta sketch of DataSketches, or damaged: " + problem);
  }

  private static ThetaSketch read(String hex) {
    return ThetaSketch.read(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
  }

  private static String hex(long theta, long... hashes) {
    String hex = HexFormat.of().formatHex(new ThetaSketch(theta, hashes).toBytes());
    assertThat(read(hex).toBytes()).asHexString().isEqualToIgnoringCase(hex);
    return hex;
  }
}
