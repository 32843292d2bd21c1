/** What a count writes and merges with more partitions and more instances. */
package io.framecount.bench.scale;
