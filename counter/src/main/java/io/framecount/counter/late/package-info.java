/** Frames that came after their window's state was dropped. */
package io.framecount.counter.late;
