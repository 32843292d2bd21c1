/** Holds the sums of a count against each other, from Kafka alone. */
package io.framecount.counter.verify;
