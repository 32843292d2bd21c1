/**
 * The contract between the two commands beside the frames themselves: the names of topics that both
 * know, and the headers of dead letters, which both write and read.
 */
package io.framecount.common.letters;
