/** A queue on disk between stdin and Kafka, which outlives both an outage and the loader. */
package io.framecount.loader.spool;
