package io.framecount.bench.contest;

import java.util.List;
import java.util.function.IntFunction;

/**
 * One of several ways to do the same work.
 *
 * @param name for the table
 * @param command the shell command of a given round, so that each round can have a topic of its own
 * @param proof what shows, after the round, that the work was done right: a figure all contenders
 *     must agree on
 */
public record Contender(
    String name, IntFunction<List<String>> command, IntFunction<String> proof) {}
