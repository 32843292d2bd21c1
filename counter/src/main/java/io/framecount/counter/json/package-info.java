/** Frames as JSON lines, counted without Kafka. */
package io.framecount.counter.json;
