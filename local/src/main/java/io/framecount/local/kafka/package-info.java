/** A one-node Kafka (KRaft, broker and controller in one) inside this JVM. */
package io.framecount.local.kafka;
