/** A page to look at: the counts of an output topic as they come, in a browser on this machine. */
package io.framecount.counter.ui;
