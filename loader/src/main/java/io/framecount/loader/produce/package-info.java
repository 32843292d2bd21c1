/** The producer of frames and dead letters, and its guarantees. */
package io.framecount.loader.produce;
