package io.framecount.counter.partial;

import io.framecount.counter.window.Window;
import java.nio.ByteBuffer;

/**
 * What a commit adds to one window.
 *
 * @param group null if frames are not grouped
 * @param users bytes of a counter of the users
 */
public record WindowPartial(Window window, String group, long frames, ByteBuffer users) {}
