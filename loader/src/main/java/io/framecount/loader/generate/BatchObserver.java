package io.framecount.loader.generate;

import java.io.IOException;

/** Learns of every batch, in the order of the stream, on the thread that writes. */
@FunctionalInterface
interface BatchObserver {
  void written(Batch batch) throws IOException;
}
