/**
 * A real Kafka and a real schema registry on this machine, without Docker: for trying and tests.
 */
package io.framecount.local;
