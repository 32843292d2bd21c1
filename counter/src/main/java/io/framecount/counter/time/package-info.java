/** Decides whether a frame's time is believed. */
package io.framecount.counter.time;
