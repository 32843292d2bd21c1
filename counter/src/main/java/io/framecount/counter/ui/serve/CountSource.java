package io.framecount.counter.ui.serve;

import io.framecount.counter.metrics.RunState;
import io.framecount.counter.ui.follow.CountWatch;
import io.framecount.counter.ui.follow.CountsFollower;
import io.framecount.counter.ui.store.CountStore;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The sources of a page's data; asked from any thread.
 *
 * @param topic of the rows
 * @param store the counts
 * @param progress how far reading them is
 * @param status how far the count is
 * @param run how this process counts; nothing if it does not
 */
public record CountSource(
    String topic,
    CountStore store,
    Supplier<CountsFollower.Progress> progress,
    Supplier<CountWatch.GroupStatus> status,
    Optional<Supplier<RunState.Snapshot>> run) {}
