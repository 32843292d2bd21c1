/** Counts JSON lines from files and stdin in this process alone, without Kafka. */
package io.framecount.counter.local;
