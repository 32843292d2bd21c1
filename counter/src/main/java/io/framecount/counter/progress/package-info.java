/** The progress of a count as committed beside its offsets: tallies, settings, origins. */
package io.framecount.counter.progress;
