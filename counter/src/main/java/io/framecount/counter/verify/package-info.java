/** Proves from Kafka alone that a count lost no frame and counted none twice. */
package io.framecount.counter.verify;
