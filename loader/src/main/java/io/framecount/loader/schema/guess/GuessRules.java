package io.framecount.loader.schema.guess;

/**
 * How bold a guess is.
 *
 * @param name full name of the record
 * @param mapKeys an object with more different keys than these is a map, unless it is the frame
 * @param enums whether texts of a few values become enums
 */
public record GuessRules(String name, int mapKeys, boolean enums) {}
