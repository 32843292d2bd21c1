/**
 * Partial counts: the frames and users that a commit adds to windows, from the finest up to the
 * coarsest.
 */
package io.framecount.counter.partial;
