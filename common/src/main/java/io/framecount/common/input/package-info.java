/** From the user's files to batches of lines: finding, decompressing, splitting. */
package io.framecount.common.input;
