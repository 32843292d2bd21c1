package io.framecount.counter.merge;

import io.framecount.common.cli.CommandFailure;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Version of the format of a partition's state, noted in the state itself, so that it travels with
 * it to other instances. Rows and sketches describe themselves; this is for everything else that
 * can be misread: the keys of windows, the index of due windows, the markers. Used by one thread.
 */
final class StateFormat {
  /** The present format. Raise it with each change that an older version would misread. */
  static final int KNOWN = 1;

  /** Behind all entries of the index, which begin with the code of a task. */
  static final Bytes KEY = Bytes.wrap(new byte[] {(byte) 0xff});

  private final KeyValueStore<Bytes, byte[]> store;
  private boolean noted;

  /**
   * Looks at the state of a partition.
   *
   * @param store of the index of due windows
   * @throws CommandFailure if a newer version of the counter wrote it
   */
  StateFormat(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
    byte[] value = store.get(KEY);
    // What was written before formats were noted is of the first.
    int format = value == null ? 1 : ByteBuffer.wrap(value).getInt();
    if (format > KNOWN) {
      throw new CommandFailure(
          "a newer version of the counter wrote the state (format %d, this one knows %d); run that version, or count into another --output"
              .formatted(format, KNOWN));
    }
    noted = value != null && format == KNOWN;
  }

  /** Notes the format; to be called before the state is changed. */
  void note() {
    if (!noted) {
      store.put(KEY, ByteBuffer.allocate(Integer.BYTES).putInt(KNOWN).array());
      noted = true;
    }
  }
}
