package io.framecount.common.input.gzip;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Inflates twice as fast as zlib, where it works at all. Not thread-safe. Its memory is freed with
 * it.
 */
public final class IsalInflater implements GzipStream.Deflated {
  private static final int IN_BYTES = 64 * 1024;
  private static final int OUT_BYTES = 256 * 1024;

  private final InputStream in;
  private final byte[] read = new byte[IN_BYTES];
  private final ByteBuffer input = ByteBuffer.allocateDirect(IN_BYTES).limit(0);
  private final ByteBuffer output = ByteBuffer.allocateDirect(OUT_BYTES);
  private final ByteBuffer state =
      ByteBuffer.allocateDirect(Isal.STATE_BYTES).order(ByteOrder.nativeOrder());
  private final long inputAddress = address(input);
  private final long outputAddress = address(output);
  private final long stateAddress = address(state);
  private boolean finished;
  private boolean corrupt;

  /** Bytes taken beyond the end of a stream, the first byte lowest. */
  private long beyond;

  private int beyondBytes;

  /**
   * Returns whether it works on this machine; if not, zlib has to. The first call loads the library
   * and tests it.
   */
  public static boolean worksHere() {
    return Isal.available() && Tested.PASSED;
  }

  private static final class Tested {
    static final boolean PASSED = SelfTest.passes(IsalInflater::new);
  }

  public IsalInflater(InputStream in) {
    this.in = in;
  }

  @Override
  public void begin() {
    Isal.isal_inflate_init(stateAddress);
    finished = false;
  }

  @Override
  public boolean finished() {
    return finished;
  }

  @Override
  public int next() throws IOException {
    if (beyondBytes > 0) {
      int next = (int) beyond & 0xff;
      beyond >>>= Byte.SIZE;
      beyondBytes--;
      return next;
    }
    return input.hasRemaining() || refill() ? input.get() & 0xff : -1;
  }

  @Override
  public int inflate(byte[] target, int offset, int length) throws IOException {
    int made = 0;
    while (made == 0 && !finished) {
      if (corrupt) {
        throw new IOException("its compressed data is corrupt");
      }
      boolean more = input.hasRemaining() || refill();
      made = step(Math.min(length, OUT_BYTES));
      // Without more input there may still be output that had no room before.
      if (made == 0 && !more) {
        break;
      }
    }
    output.get(0, target, offset, made);
    return made;
  }

  @Override
  public void close() {}

  private int step(int room) throws IOException {
    state.putLong(Isal.NEXT_IN, inputAddress + input.position());
    state.putInt(Isal.AVAIL_IN, input.remaining());
    state.putLong(Isal.NEXT_OUT, outputAddress);
    state.putInt(Isal.AVAIL_OUT, room);
    int result = Isal.isal_inflate(stateAddress);
    int roomLeft = state.getInt(Isal.AVAIL_OUT);
    input.position(input.limit() - state.getInt(Isal.AVAIL_IN));
    corrupt = result != Isal.OK;
    finished = state.getInt(Isal.BLOCK_STATE) == Isal.FINISHED;
    if (finished) {
      takeBeyond();
    }
    return room - roomLeft;
  }

  /** Gives back the whole bytes after the stream: the library reads eight bytes at a time. */
  private void takeBeyond() {
    int bits = state.getInt(Isal.READ_IN_BITS);
    beyondBytes = bits / Byte.SIZE;
    beyond = state.getLong(Isal.READ_IN) >>> (bits % Byte.SIZE);
  }

  private boolean refill() throws IOException {
    int n = in.read(read, 0, IN_BYTES);
    if (n <= 0) {
      return false;
    }
    input.clear().put(read, 0, n).flip();
    return true;
  }

  private static long address(ByteBuffer direct) {
    return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
  }
}
