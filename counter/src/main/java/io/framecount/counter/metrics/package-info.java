/** Metrics, health and progress of a running counter. */
package io.framecount.counter.metrics;
