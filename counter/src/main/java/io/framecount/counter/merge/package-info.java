/** The second stage: adds the partials of the combiners to one row a window. */
package io.framecount.counter.merge;
