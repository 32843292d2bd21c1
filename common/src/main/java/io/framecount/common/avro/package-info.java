/** Avro records in Confluent's wire format, behind one seam. */
package io.framecount.common.avro;
