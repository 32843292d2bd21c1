/**
 * Counts distinct values, exactly or within stated bounds, in memory that can be merged and stored.
 */
package io.framecount.counter.unique;
