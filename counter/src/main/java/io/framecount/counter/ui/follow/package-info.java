/** Follows an output topic, and asks how far its count is. */
package io.framecount.counter.ui.follow;
