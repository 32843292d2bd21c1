package io.framecount.loader.convert;

/**
 * A member that no field takes.
 *
 * @param path its name, with those of the records it is in before it, such as {@code user.nick}
 * @param seen how often the name stood in a line, rejected lines and repetitions in one object
 *     included
 */
public record DroppedField(String path, long seen) {}
