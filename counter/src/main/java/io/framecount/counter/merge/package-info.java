/** The second stage: adds what the combiners wrote to one result a window. */
package io.framecount.counter.merge;
