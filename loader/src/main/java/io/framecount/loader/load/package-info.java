/**
 * The loader's own command: its options, one run from inputs to commits, and what it tells at the
 * end.
 */
package io.framecount.loader.load;
