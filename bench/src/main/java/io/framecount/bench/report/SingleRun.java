package io.framecount.bench.report;

/**
 * One run of a whole process, its start included, as the operating system accounts it.
 *
 * @param wall seconds from start to exit
 * @param cpu seconds of user and system time, children included
 * @param megabytes largest resident set of a single process
 */
public record SingleRun(double wall, double cpu, double megabytes) {}
