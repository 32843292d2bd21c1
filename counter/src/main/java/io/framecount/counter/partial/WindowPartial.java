package io.framecount.counter.partial;

import io.framecount.counter.window.Window;
import java.nio.ByteBuffer;

/**
 * The partial of one window, as a commit writes it.
 *
 * @param group null if frames are not grouped
 * @param users bytes of a counter of the users
 */
public record WindowPartial(Window window, String group, long frames, ByteBuffer users) {}
