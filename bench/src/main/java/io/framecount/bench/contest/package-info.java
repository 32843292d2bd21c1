/** Whole processes doing the same work in turn, measured from outside. */
package io.framecount.bench.contest;
