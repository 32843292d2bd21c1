package io.framecount.bench.contest;

/**
 * One finished run of a whole process, its start included, as the operating system accounts it.
 *
 * @param wallSeconds from start to exit
 * @param cpuSeconds user and system time, children included
 * @param peakMegabytes largest resident set of a single process
 * @param proof what the contender proved with it
 */
public record Run(double wallSeconds, double cpuSeconds, double peakMegabytes, String proof) {}
