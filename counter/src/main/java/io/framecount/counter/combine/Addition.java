package io.framecount.counter.combine;

import io.framecount.counter.window.Window;
import java.nio.ByteBuffer;

/**
 * What a commit adds to one window.
 *
 * @param group null if frames are not grouped
 * @param users bytes of a counter of the users
 */
record Addition(Window window, String group, long frames, ByteBuffer users) {}
