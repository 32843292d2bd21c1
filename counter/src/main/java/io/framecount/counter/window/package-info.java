/** Spans of calendar time in which frames are counted. */
package io.framecount.counter.window;
