/**
 * Checks, before anything is written, that a count's topics are its own and its progress is known.
 */
package io.framecount.counter.check;
