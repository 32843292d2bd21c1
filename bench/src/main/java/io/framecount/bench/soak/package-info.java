/**
 * Counters that are killed, frozen and stopped at random while frames flow, and must count right.
 */
package io.framecount.bench.soak;
