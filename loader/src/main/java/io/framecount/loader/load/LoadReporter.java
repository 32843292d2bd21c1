package io.framecount.loader.load;

import io.framecount.common.cli.progress.Progress;
import io.framecount.loader.outage.OutageNotices;

/** Tells a person of a load's progress and outages. Thread-safe. */
public interface LoadReporter extends Progress, OutageNotices {}
