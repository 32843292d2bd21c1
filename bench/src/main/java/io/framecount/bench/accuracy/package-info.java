/** How far the ways to count users are off, over many trials, against the bounds they claim. */
package io.framecount.bench.accuracy;
