/** Counts what became of lines, decides how a run ends, and sums it up for people and programs. */
package io.framecount.loader.outcome;
