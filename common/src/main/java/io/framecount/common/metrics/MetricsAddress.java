package io.framecount.common.metrics;

/**
 * Where to serve metrics.
 *
 * @param port 0 for any that is free
 */
public record MetricsAddress(String host, int port) {}
