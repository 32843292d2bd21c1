/** How long it takes from a frame at the broker to its count. */
package io.framecount.bench.latency;
