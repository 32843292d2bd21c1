/** Counting with Flink SQL, in one process. */
package io.framecount.bench.rivals.flink;
