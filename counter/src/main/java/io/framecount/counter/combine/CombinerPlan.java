package io.framecount.counter.combine;

import io.framecount.Partial;
import io.framecount.counter.unique.UniqueMethod;
import io.framecount.counter.window.Calendar;
import org.apache.kafka.common.serialization.Serializer;

/**
 * What a combiner does.
 *
 * @param source topic of the frames
 * @param partials topic of the increments
 * @param deadLetters topic of the records that can't be counted
 * @param group consumer group whose offsets say how far the source is counted
 * @param fields what frames are counted by
 * @param calendar the windows
 * @param method how users are counted
 * @param serializer writes increments
 */
public record CombinerPlan(
    String source,
    String partials,
    String deadLetters,
    String group,
    WantedFields fields,
    Calendar calendar,
    UniqueMethod method,
    Serializer<Partial> serializer) {}
