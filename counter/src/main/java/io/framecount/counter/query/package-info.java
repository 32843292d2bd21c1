/** Unique users of any span of time, united from the sketches of stored windows. */
package io.framecount.counter.query;
