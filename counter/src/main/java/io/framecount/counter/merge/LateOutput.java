package io.framecount.counter.merge;

import io.framecount.Partial;
import io.framecount.counter.late.LateFrames;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Where increments go that came after their window's state was given up.
 *
 * @param frames is told of them
 * @param serializer writes them
 */
public record LateOutput(LateFrames frames, Serializer<Partial> serializer) {}
