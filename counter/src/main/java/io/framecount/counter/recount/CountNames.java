package io.framecount.counter.recount;

/**
 * What everything is called that belongs to one count.
 *
 * @param source topic of the frames
 * @param output topic of the results
 * @param partials topic of the increments
 * @param late topic of the late increments
 * @param deadLetters topic of the records set aside, which other counts use too
 * @param combiners consumer group that counts
 * @param mergers consumer group that adds up, also the name of its application
 */
public record CountNames(
    String source,
    String output,
    String partials,
    String late,
    String deadLetters,
    String combiners,
    String mergers) {}
