/** The command {@code counter}: frames and unique users per window, exactly once. */
package io.framecount.counter;
