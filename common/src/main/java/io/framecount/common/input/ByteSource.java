package io.framecount.common.input;

import io.framecount.common.input.gzip.GzipStream;
import io.framecount.common.input.gzip.IsalInflater;
import io.framecount.common.input.packing.Compression;
import io.framecount.common.input.shape.Shape;
import io.framecount.common.input.shape.Utf16;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.apache.commons.compress.compressors.CompressorInputStream;

/**
 * The decompressed bytes of one input, up to the first damage; in UTF-8, also if the input is in
 * UTF-16. Used by one thread, but {@link #rawBytes} may be asked by any.
 */
public final class ByteSource implements Closeable {
  private static final int BUFFER = 64 * 1024;

  /**
   * How much is decompressed at once. Where zstd or xz notice damage, they give nothing of the
   * piece they were at. So that is little where the input can't be read again; where it can, large
   * pieces cost less, and the last one is read again in small ones.
   */
  private static final int PIECE = 64 * 1024;

  private static final int UNITS = 16 * 1024;
  private static final int SMALL_PIECE = 4 * 1024;
  private static final int SMALLEST_PIECE = 1;

  /** Bytes of an archive that are unpacked before any of them is accepted. */
  private static final int HELD = 4 * 1024 * 1024;

  private static final Pattern MORE =
      Pattern.compile("^(something|there is something) .*(follows|behind)");

  private static final Pattern CUT =
      Pattern.compile("(?i)truncated|unexpected(ly)? end|ends too early|premature");

  /** A line that is whole within so many bytes tells enough. */
  private static final int FIRST_LOOK = 4 * 1024;

  /** From how many bytes on it pays to fetch what inflates fastest. */
  private static final long LARGE = 16 * 1024 * 1024;

  private final RawBytes raw;
  private final InputStream plain;
  private final Input again;
  private final int pieceBytes;
  private final Compression compression;
  private IOException damage;
  private byte[] ahead = new byte[0];
  private int aheadDone;
  private boolean endsWithAhead;

  /** The command to advise if a pipe, which nobody has looked at yet, holds no JSON lines. */
  private String unlookedFor;

  private boolean heldBack;
  private boolean inArchive;
  private boolean gaveNothing;

  /** What the content looks like; null until that was asked for. */
  private Shape shape;

  /** The first bytes until they are given out; null before any was read. */
  private byte[] first;

  /** What makes UTF-8 of the content; null if it is no UTF-16. */
  private Utf16 utf16;

  /** UTF-8 that was made and is not given out yet. */
  private byte[] made = new byte[0];

  private int madeDone;
  private int madeLength;
  private boolean needsDictionary;

  /**
   * @param again to read once more what was lost with a damage; null if that can't be, or nothing
   *     is
   */
  private ByteSource(
      RawBytes raw, InputStream plain, Input again, int piece, Compression compression) {
    this.raw = raw;
    this.plain = plain;
    // Of all others, no read has taken more than it gave.
    this.again = plain instanceof CompressorInputStream ? again : null;
    this.pieceBytes = piece;
    this.compression = compression;
  }

  /**
   * Opens an input at its first byte. One that can't be read again turns out to be damaged if it is
   * not JSON lines.
   */
  public static ByteSource open(Input input) throws IOException {
    if (input instanceof Arriving arriving) {
      return arriving.source();
    }
    if (input.repeatable()) {
      ByteSource source = of(input.open(), input, PIECE, input.size() >= LARGE);
      source.heldBack = true;
      source.inArchive = input.packed();
      return source;
    }
    ByteSource source = of(input.open(), null, SMALL_PIECE, input.likelySize() >= LARGE);
    source.unlookedFor = input.reading().command();
    return source;
  }

  /** For bytes that are not compressed, whatever they look like. */
  static ByteSource plain(InputStream in) {
    RawBytes raw = new RawBytes(in);
    return new ByteSource(raw, raw, null, PIECE, Compression.NONE);
  }

  static ByteSource of(InputStream in) throws IOException {
    return of(in, null, SMALL_PIECE, false);
  }

  /**
   * For a look at an input that somebody has opened at its first byte.
   *
   * @param again opens it once more
   */
  public static ByteSource of(InputStream in, Input again) throws IOException {
    return of(in, again, PIECE, false);
  }

  /** Returns whether the input is compressed. */
  public boolean isPacked() {
    return compression != Compression.NONE;
  }

  /**
   * Returns whether any line of those that were looked at begins as JSON that holds something does,
   * or nothing could be looked at.
   */
  public boolean showsJson() {
    if (shape().isOfObjects() || ahead.length == 0) {
      return true;
    }
    for (int line = 0; line < ahead.length; line = nextLine(line)) {
      int at = line;
      while (at < ahead.length && (ahead[at] <= ' ' && ahead[at] != '\n')) {
        at++;
      }
      if (at < ahead.length && (ahead[at] == '{' || ahead[at] == '[')) {
        return true;
      }
    }
    return false;
  }

  /** Returns how many bytes were looked at, if all of them are zero; else 0. */
  int zeros() {
    for (byte b : ahead) {
      if (b != 0) {
        return 0;
      }
    }
    return ahead.length;
  }

  private int nextLine(int from) {
    int feed = Newlines.find(ahead, from, ahead.length);
    return feed < 0 ? ahead.length : feed + 1;
  }

  /** The same bytes as a stream, which closes this. */
  public InputStream asStream() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return length == 0 ? 0 : ByteSource.this.read(target, offset, length);
      }

      @Override
      public void close() throws IOException {
        ByteSource.this.close();
      }
    };
  }

  private static ByteSource of(InputStream in, Input again, int piece, boolean large)
      throws IOException {
    RawBytes raw = new RawBytes(in);
    Compression compression = Compression.NONE;
    try {
      InputStream buffered = buffered(raw);
      compression = compression(buffered);
      InputStream plain =
          large && compression == Compression.GZIP && IsalInflater.worksHere()
              ? new GzipStream(buffered, new IsalInflater(buffered))
              : compression.decompress(buffered);
      return new ByteSource(raw, plain, again, piece, compression);
    } catch (IOException e) {
      // An archive that is cut in its very header is damaged like any other.
      ByteSource source = new ByteSource(raw, raw, null, piece, compression);
      source.damage = e;
      return source;
    } catch (RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /**
   * Reads as {@link InputStream#read(byte[], int, int)} does. What a damaged archive still yields
   * is returned first, and only the next call throws.
   */
  public int read(byte[] target, int offset, int length) throws IOException {
    if (unlookedFor != null) {
      shape = shape();
    }
    if (aheadDone < ahead.length) {
      int n = Math.min(length, ahead.length - aheadDone);
      System.arraycopy(ahead, aheadDone, target, offset, n);
      aheadDone += n;
      return n;
    }
    return endsWithAhead ? -1 : readOn(target, offset, length);
  }

  /**
   * The first bytes, which {@link #read} gives all the same; to be asked for before that. Damage is
   * thrown where reading comes to it. Zero bytes behind them are room that was reserved: lines will
   * take their place.
   */
  public InputPrefix head() {
    lookAhead(InputPrefix.LENGTH);
    int length = Math.min(ahead.length, InputPrefix.LENGTH);
    while (length > 0 && ahead[length - 1] == 0) {
      length--;
    }
    return new InputPrefix(
        Arrays.copyOf(ahead, length), endsWithAhead && ahead.length <= InputPrefix.LENGTH);
  }

  /**
   * Unpacks the beginning of what can be read again before any of it is given out. If it turns out
   * to be damaged there, nothing is given out: until a checksum was seen to be right, what comes
   * out of an archive may be anything. Of one that only ends too early, all is.
   */
  void hold() {
    if ((compression == Compression.NONE && !inArchive) || !heldBack) {
      return;
    }
    lookAhead(HELD);
    if (damage != null && !endsTooEarly(damage) && !hasMore(damage) && !unreadable()) {
      ahead = new byte[0];
      gaveNothing = true;
    }
  }

  private void lookAhead(int most) {
    if (ahead.length >= most || damage != null || endsWithAhead) {
      return;
    }
    byte[] bytes = Arrays.copyOf(ahead, Math.max(ahead.length, InputPrefix.LENGTH));
    int length = ahead.length;
    int n = 0;
    try {
      while (n >= 0 && length < most) {
        if (length == bytes.length) {
          bytes = Arrays.copyOf(bytes, Math.min(most, 4 * length));
        }
        n = readOn(bytes, length, bytes.length - length);
        length += Math.max(n, 0);
      }
    } catch (IOException e) {
      damage = e;
    }
    ahead = Arrays.copyOf(bytes, length);
    endsWithAhead = n < 0;
  }

  /**
   * Returns whether it is damaged so early that nothing of it was given out, though there was
   * something.
   */
  boolean gaveNothing() {
    return gaveNothing;
  }

  /** Returns whether the input itself could not be read, rather than unpacked. */
  boolean unreadable() {
    return raw.failed && !inArchive;
  }

  /**
   * Returns whether an archive is whole, and only followed by something that does not belong to it.
   */
  static boolean hasMore(IOException e) {
    return MORE.matcher(String.valueOf(e.getMessage())).find();
  }

  /** Returns whether an archive only lacks its end, rather than being wrong. */
  static boolean endsTooEarly(IOException e) {
    return e instanceof EOFException || CUT.matcher(String.valueOf(e.getMessage())).find();
  }

  /**
   * Returns what the content looks like; {@link #read} gives it all the same, unless it is foreign
   * and can't be read again. To be asked for before that. Waits for what a pipe delivers until that
   * is enough to tell.
   */
  public Shape shape() {
    if (shape == null) {
      shape = look();
    }
    return shape;
  }

  private Shape look() {
    String command = unlookedFor;
    boolean pipe = command != null;
    unlookedFor = null;
    byte[] bytes = new byte[FIRST_LOOK];
    int length = 0;
    int n = 0;
    Shape seen;
    do {
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(Shape.MOST, 16 * length));
      }
      try {
        n = readOn(bytes, length, bytes.length - length);
      } catch (IOException e) {
        damage = e;
        n = -1;
      }
      length += Math.max(n, 0);
      needsDictionary = length == 0 && damage instanceof Compression.NeedsDictionary;
      seen =
          needsDictionary
              ? Shape.WITH_DICTIONARY
              : Shape.of(bytes, length, n < 0 && damage == null);
      // Where more can be had at once, a line of JSON further on says that the rest is no accident.
    } while (n >= 0
        && length < (seen.isUndecided() ? Shape.MOST : Shape.ENOUGH)
        && (seen.isUndecided() || (seen.isForeign() && !pipe)));
    ahead = Arrays.copyOf(bytes, length);
    endsWithAhead = n < 0 && damage == null;
    if (pipe && seen.isForeign()) {
      damage = new Shape.Foreign(seen.sentence(null, unpacker(), command));
      ahead = new byte[0];
      endsWithAhead = false;
    }
    return seen;
  }

  /**
   * The command that undoes the input's compression; null if there is none, or that would not do.
   */
  String unpacker() {
    return needsDictionary ? null : compression.unpacker();
  }

  /** Ends after so many bytes of the {@link #head}, whatever there is by now. */
  void endAfter(int length) {
    ahead = Arrays.copyOf(ahead, length);
    endsWithAhead = true;
  }

  private int readOn(byte[] target, int offset, int length) throws IOException {
    if (first == null) {
      begin();
    }
    if (utf16 != null) {
      return readUtf16(target, offset, length);
    }
    if (first.length > 0) {
      int n = Math.min(length, first.length);
      System.arraycopy(first, 0, target, offset, n);
      first = Arrays.copyOfRange(first, n, first.length);
      return n;
    }
    return readUnpacked(target, offset, length);
  }

  /** Looks at the encoding. */
  private void begin() throws IOException {
    byte[] head = new byte[Utf16.MAGIC_BYTES];
    int length = 0;
    int n = 0;
    try {
      while (n >= 0 && length < head.length) {
        n = readUnpacked(head, length, head.length - length);
        length += Math.max(0, n);
      }
    } catch (IOException e) {
      if (length == 0) {
        throw e;
      }
    }
    first = Arrays.copyOf(head, length);
    utf16 = Utf16.of(head, length);
  }

  private int readUtf16(byte[] target, int offset, int length) throws IOException {
    if (madeDone == madeLength) {
      byte[] units = first;
      int n = units.length;
      if (n == 0) {
        units = new byte[UNITS];
        n = readUnpacked(units, 0, units.length);
      }
      first = new byte[0];
      made = new byte[Utf16.MOST_OF_A_UNIT * (Math.max(0, n) + 2)];
      madeDone = 0;
      madeLength = n < 0 ? utf16.end(made, 0) : utf16.take(units, n, made, 0);
      if (n < 0 && madeLength == 0 && utf16.isCut()) {
        damage = new EOFException();
        throw damage;
      }
      if (n < 0 && madeLength == 0) {
        return -1;
      }
    }
    int n = Math.min(length, madeLength - madeDone);
    System.arraycopy(made, madeDone, target, offset, n);
    madeDone += n;
    return n;
  }

  private int readUnpacked(byte[] target, int offset, int length) throws IOException {
    if (damage != null) {
      throw damage;
    }
    int most = plain instanceof CompressorInputStream ? pieceBytes : length;
    int filled = 0;
    int wanted;
    int n;
    do {
      wanted = Math.min(most, length - filled);
      n = readPiece(target, offset + filled, wanted);
      filled += Math.max(n, 0);
      // A piece that came short is all there is for now.
    } while (n == wanted && filled < length && damage == null);
    if (filled == 0 && damage != null) {
      throw damage;
    }
    return filled == 0 ? n : filled;
  }

  private int readPiece(byte[] target, int offset, int length) throws IOException {
    long before = delivered();
    try {
      return plain.read(target, offset, length);
    } catch (IOException e) {
      damage = e;
      int sure = (int) (delivered() - before);
      byte[] more = again == null ? new byte[0] : salvage(before, length);
      if (more.length > sure) {
        System.arraycopy(more, 0, target, offset, more.length);
      }
      return Math.max(sure, more.length);
    }
  }

  /** Reads a piece once more in small ones, up to the very damage; nothing if that fails, too. */
  private byte[] salvage(long place, int length) {
    byte[] piece = new byte[length];
    try (ByteSource source = of(again.open(), null, SMALLEST_PIECE, false)) {
      int n = 0;
      for (long left = place; left > 0 && n >= 0; left -= n) {
        n = source.plain.read(piece, 0, (int) Math.min(length, left));
      }
      return Arrays.copyOf(piece, Math.max(0, source.readUnpacked(piece, 0, length)));
    } catch (IOException e) {
      // The damage is told by the exception that led here.
      return new byte[0];
    }
  }

  /**
   * Returns how many bytes of the input have been taken, as they lie there; for progress and for
   * naming damage.
   */
  long rawBytes() {
    return raw.taken.get();
  }

  @Override
  public void close() throws IOException {
    plain.close();
  }

  private long delivered() {
    return plain instanceof CompressorInputStream compressed ? compressed.getBytesRead() : 0;
  }

  private static InputStream buffered(RawBytes raw) {
    return new BufferedInputStream(raw, BUFFER);
  }

  private static Compression compression(InputStream buffered) throws IOException {
    buffered.mark(Compression.MAGIC_BYTES);
    byte[] head = new byte[Compression.MAGIC_BYTES];
    int length = buffered.readNBytes(head, 0, head.length);
    buffered.reset();
    return Compression.of(head, length);
  }

  /** Counts what is taken from the input; only ever read in blocks, by the buffer around it. */
  private static final class RawBytes extends FilterInputStream {
    private final AtomicLong taken = new AtomicLong();
    private boolean failed;

    RawBytes(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        int n = super.read(target, offset, length);
        taken.addAndGet(Math.max(n, 0));
        return n;
      } catch (IOException e) {
        failed = true;
        throw e;
      }
    }
  }
}
