/** Reads the wanted fields of one record, compiled once for each writer schema. */
package io.framecount.counter.frame.field;
