/** Avro serdes that are not ours, for the frames of a topic: by class name, from the class path. */
package io.framecount.common.serde;
