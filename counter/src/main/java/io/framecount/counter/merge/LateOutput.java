package io.framecount.counter.merge;

import io.framecount.Partial;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Where increments go that came after their window's state was given up.
 *
 * @param topic keyed by {@link LateKey}
 * @param frames is told of them
 * @param serializer writes them
 */
public record LateOutput(String topic, LateFrames frames, Serializer<Partial> serializer) {}
