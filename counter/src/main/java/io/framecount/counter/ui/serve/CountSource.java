package io.framecount.counter.ui.serve;

import io.framecount.counter.metrics.RunState;
import io.framecount.counter.ui.follow.CountWatch;
import io.framecount.counter.ui.follow.CountsFollower;
import io.framecount.counter.ui.store.CountStore;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a page's data comes from; asked from any thread.
 *
 * @param topic of the results
 * @param store the counts
 * @param progress how far reading them is
 * @param sight how far the count is
 * @param run how this process counts; nothing if it does not
 */
public record CountSource(
    String topic,
    CountStore store,
    Supplier<CountsFollower.Progress> progress,
    Supplier<CountWatch.Sight> sight,
    Optional<Supplier<RunState.Snapshot>> run) {}
