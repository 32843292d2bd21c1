package io.framecount.counter.merge;

import io.framecount.Partial;
import io.framecount.WindowCount;
import io.framecount.counter.late.LateFrames;
import io.framecount.counter.names.CountNames;
import io.framecount.counter.unique.UniqueMethod;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The settings and parts of a merger.
 *
 * @param names of the topics and the Kafka Streams application, also its consumer group
 * @param lateFrames counts frames that came after their window's state was dropped
 * @param latePartials writes them
 * @param method counts users
 * @param emitSketch whether rows include the sketch of their users
 * @param groupLimit limits the groups of a window; none if frames are not grouped
 * @param retention settles windows and drops their state
 * @param partials reads partials
 * @param rows reads and writes rows
 */
public record MergerPlan(
    CountNames names,
    LateFrames lateFrames,
    Serializer<Partial> latePartials,
    UniqueMethod method,
    boolean emitSketch,
    Optional<GroupLimit> groupLimit,
    Retention retention,
    Deserializer<Partial> partials,
    Serde<WindowCount> rows) {}
