package io.framecount.loader.topic;

/**
 * Something about a topic that does not suit a load.
 *
 * @param fatal whether the load can't succeed
 * @param sentence what it is and what to do
 */
record Finding(boolean fatal, String sentence) {}
