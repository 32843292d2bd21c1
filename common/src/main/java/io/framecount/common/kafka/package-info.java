/** Reaching Kafka: the shared options, a checked connection, topics. */
package io.framecount.common.kafka;
