/** Reads what is counted out of a frame, by the schema it was written with. */
package io.framecount.counter.frame;
