package io.framecount.common.input.gzip;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.File;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Intel's storage library ISA-L, which inflates twice as fast as zlib. It comes within Intel's
 * genomics library; that one's own Java classes can't continue a stream, so its functions are
 * called directly.
 */
final class Isal {
  /** Everything went well, whether or not there is more. */
  static final int OK = 0;

  /** Bytes for {@code struct inflate_state}, which takes 87,368 here; the rest is caution. */
  static final int STATE_BYTES = 128 * 1024;

  // The places of fields of struct inflate_state (igzip_lib.h) in this version of the library.
  static final int NEXT_OUT = 0;
  static final int AVAIL_OUT = 8;
  static final int NEXT_IN = 16;
  static final int READ_IN = 24;
  static final int AVAIL_IN = 32;
  static final int READ_IN_BITS = 36;
  static final int BLOCK_STATE = 21_160;

  /** The {@link #BLOCK_STATE} after the last block of a stream. */
  static final int FINISHED = 5;

  private static final Logger LOG = LoggerFactory.getLogger(Isal.class);
  private static final String RESOURCE = "/com/intel/gkl/native/libgkl_compression.";

  private Isal() {}

  /** Returns whether it works on this machine; the first call may take a tenth of a second. */
  static boolean available() {
    return Loaded.OK;
  }

  /** Prepares a state for a stream of raw deflate. */
  static native void isal_inflate_init(long state);

  /** Inflates until the input is used up, the output is full or the stream ends. */
  static native int isal_inflate(long state);

  private static final class Loaded {
    static final boolean OK = load();

    private static boolean load() {
      if (!Platform.is64Bit() || !Platform.isIntel() || !(Platform.isLinux() || Platform.isMac())) {
        return false;
      }
      // JNA would run ldconfig to learn where libraries lie; this one is loaded by its path.
      System.getProperties().putIfAbsent("jna.platform.library.path", "");
      try {
        String resource = RESOURCE + (Platform.isMac() ? "dylib" : "so");
        File library = Native.extractFromResourcePath(resource, Isal.class.getClassLoader());
        Native.register(Isal.class, NativeLibrary.getInstance(library.getPath()));
        return true;
      } catch (IOException | LinkageError e) {
        LOG.debug("ISA-L can't be used here, so zlib inflates", e);
        return false;
      }
    }
  }
}
