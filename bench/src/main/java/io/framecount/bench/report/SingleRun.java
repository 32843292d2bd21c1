package io.framecount.bench.report;

/**
 * One run of a whole process including its start, as measured by the operating system.
 *
 * @param wall seconds from start to exit
 * @param cpu seconds of user and system time, children included
 * @param megabytes largest resident set of a single process
 */
public record SingleRun(double wall, double cpu, double megabytes) {}
