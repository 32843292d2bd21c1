package io.framecount.common.input.gzip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

class SelfTestTest {
  @Test
  void isPassedByTheLibraryWhereItIs() {
    assumeThat(Isal.available()).isTrue();
    assertThat(SelfTest.passes(IsalInflater::new)).isTrue();
    assertThat(IsalInflater.worksHere()).isTrue();
  }

  @Test
  void isPassedByAnInflaterThatIsRight() {
    assertThat(SelfTest.passes(in -> new Zlib(in, Fault.NONE))).isTrue();
  }

  @Test
  void isNotPassedByOneThatGetsAByteWrong() {
    assertThat(SelfTest.passes(in -> new Zlib(in, Fault.WRONG_BYTE))).isFalse();
  }

  @Test
  void isNotPassedByOneThatLosesThePlaceBehindAMember() {
    assertThat(SelfTest.passes(in -> new Zlib(in, Fault.LOST_PLACE))).isFalse();
  }

  @Test
  void isNotPassedByOneThatFails() {
    assertThat(SelfTest.passes(in -> new Zlib(in, Fault.THROWS))).isFalse();
  }

  private enum Fault {
    NONE,
    WRONG_BYTE,
    LOST_PLACE,
    THROWS
  }

  /** Reads byte by byte, so that what follows a member is still there. */
  private static final class Zlib implements GzipStream.Deflated {
    private final InputStream in;
    private final Fault fault;
    private final Inflater inflater = new Inflater(true);

    Zlib(InputStream in, Fault fault) {
      this.in = in;
      this.fault = fault;
    }

    @Override
    public void begin() {
      inflater.reset();
    }

    @Override
    public boolean finished() {
      return inflater.finished();
    }

    @Override
    public int next() throws IOException {
      return in.read();
    }

    @Override
    public int inflate(byte[] target, int offset, int length) throws IOException {
      if (fault == Fault.THROWS) {
        throw new IndexOutOfBoundsException("a position beyond the input");
      }
      try {
        int n = 0;
        while (n == 0 && !inflater.finished()) {
          if (inflater.needsInput()) {
            inflater.setInput(new byte[] {(byte) in.read()});
          }
          n = inflater.inflate(target, offset, length);
        }
        if (fault == Fault.LOST_PLACE && inflater.finished()) {
          int unused = in.read();
        }
        if (fault == Fault.WRONG_BYTE && n > 0) {
          target[offset] ^= 1;
        }
        return n;
      } catch (DataFormatException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void close() {
      inflater.end();
    }
  }
}
