/**
 * The first stage: reads frames and writes, with each commit, what they add to their windows. Its
 * loop is the hot path.
 */
package io.framecount.counter.combine;
