/** Command {@code loader}: JSON frames into Kafka as Avro. */
package io.framecount.loader;
