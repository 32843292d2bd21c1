/** From converted records to the broker: the producer, what it guarantees, dead letters. */
package io.framecount.loader.produce;
