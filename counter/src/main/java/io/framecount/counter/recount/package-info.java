/** Counts windows again from the source, and puts late frames into the rows of windows. */
package io.framecount.counter.recount;
