/** Counting with Kafka Streams, as its DSL invites to. */
package io.framecount.bench.rivals.streams;
