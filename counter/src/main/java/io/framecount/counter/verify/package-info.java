/** Compares the sums of a count with each other, from Kafka alone. */
package io.framecount.counter.verify;
