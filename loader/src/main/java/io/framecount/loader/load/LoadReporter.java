package io.framecount.loader.load;

import io.framecount.common.cli.progress.Progress;
import io.framecount.loader.outage.OutageNotices;

/** Reports a load's progress and outages to the user. Thread-safe. */
public interface LoadReporter extends Progress, OutageNotices {}
