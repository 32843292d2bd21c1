/** Looks into records that are already in Avro binary. */
package io.framecount.loader.convert.stored;
