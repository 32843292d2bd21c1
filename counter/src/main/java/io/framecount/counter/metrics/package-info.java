/** What a running counter says of itself to those who watch it. */
package io.framecount.counter.metrics;
