/** Turns a line of JSON into Avro binary by a plan compiled once per schema. */
package io.framecount.loader.convert;
