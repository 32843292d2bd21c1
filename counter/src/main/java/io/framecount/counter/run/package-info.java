/** Runs a count in this process: sets it up, combines, merges, and reports. */
package io.framecount.counter.run;
