/** Command {@code counter}: counts frames and unique users per window, exactly once. */
package io.framecount.counter;
