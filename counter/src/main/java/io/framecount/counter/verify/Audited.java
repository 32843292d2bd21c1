package io.framecount.counter.verify;

/**
 * Where a count is.
 *
 * @param source topic of the frames
 * @param output topic of the results
 * @param partials topic of the increments
 * @param late topic of the increments that came after their window's state was given up
 * @param deadLetters topic of the records set aside, which other counts use too
 * @param combiners consumer group that counts
 * @param mergers consumer group that adds up
 */
public record Audited(
    String source,
    String output,
    String partials,
    String late,
    String deadLetters,
    String combiners,
    String mergers) {}
