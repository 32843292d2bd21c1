package io.framecount.loader.generate;

/**
 * What a line says, before it is written.
 *
 * @param user number of the user, from 0
 * @param second event time in epoch seconds, lateness included
 * @param late whether the frame's event time lies behind that of its neighbours
 */
record Frame(int user, long second, boolean late, Damage damage) {
  boolean good() {
    return damage == Damage.NONE;
  }
}
