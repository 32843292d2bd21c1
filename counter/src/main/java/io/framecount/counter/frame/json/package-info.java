/** Reads the wanted fields of one JSON object, in a topic or in a line of a file. */
package io.framecount.counter.frame.json;
