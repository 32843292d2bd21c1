/** The names of what belongs to one count. */
package io.framecount.counter.names;
