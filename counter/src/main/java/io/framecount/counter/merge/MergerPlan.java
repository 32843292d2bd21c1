package io.framecount.counter.merge;

import io.framecount.Partial;
import io.framecount.WindowCount;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.unique.UniqueMethod;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;

/**
 * What a merger does.
 *
 * @param names of the topics and the Kafka Streams application, also its consumer group
 * @param late takes increments that came after their window's state was given up
 * @param method how users are counted
 * @param emitSketch whether results show the sketch of their users
 * @param groupLimit how many groups a window may have; none if frames are not grouped
 * @param ageing when windows are settled and their state is given up
 * @param increments reads increments
 * @param results reads and writes results
 */
public record MergerPlan(
    CountNames names,
    LateOutput late,
    UniqueMethod method,
    boolean emitSketch,
    Optional<GroupLimit> groupLimit,
    Retention ageing,
    Deserializer<Partial> increments,
    Serde<WindowCount> results) {}
