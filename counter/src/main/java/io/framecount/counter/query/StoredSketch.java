package io.framecount.counter.query;

import io.framecount.counter.unique.UniqueMethod;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * One row in the topic, without its sketch.
 *
 * @param offset where it is in its partition
 * @param group null if frames are not grouped
 * @param method how its users were counted; empty if it has no sketch
 */
record StoredSketch(
    TopicPartition partition,
    long offset,
    String group,
    long frames,
    Optional<UniqueMethod> method) {}
