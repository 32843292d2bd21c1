package io.framecount.counter.compare;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * Sizes of objects on the heap of a 64-bit HotSpot JVM: a header, the fields, and padding to eight
 * bytes. The JVM says how large its pointers and headers are; another JVM is taken to have the
 * usual ones.
 *
 * @param pointer bytes of a reference: 4 when compressed, else 8
 * @param header bytes before an object's fields: 12, or 16 with full class pointers, or 8 when
 *     compact
 */
record HeapLayout(int pointer, int header) {
  private static final int ALIGNMENT = 8;

  /** The layout of this JVM. */
  static HeapLayout ofThisJvm() {
    boolean compact = flag("UseCompactObjectHeaders", false);
    int header = compact ? 8 : flag("UseCompressedClassPointers", true) ? 12 : 16;
    return new HeapLayout(flag("UseCompressedOops", true) ? 4 : 8, header);
  }

  /** An object with so many references and bytes of other fields. */
  long object(int references, int bytes) {
    return padded((long) header + (long) references * pointer + bytes);
  }

  /** An array of so many bytes of elements; it has its length after the header. */
  long array(long bytes) {
    return padded(header + Integer.BYTES + bytes);
  }

  private static long padded(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  private static boolean flag(String name, boolean usual) {
    try {
      return Boolean.parseBoolean(
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
              .getVMOption(name)
              .getValue());
    } catch (IllegalArgumentException | NullPointerException e) {
      // A version without the flag, or another JVM.
      return usual;
    }
  }
}
