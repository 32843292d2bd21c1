package io.framecount.loader.load;

/**
 * What the frames are, as records.
 *
 * @param topic where they go
 * @param schemaId the id in the header of each
 * @param keyed whether they have a key
 */
public record Frames(String topic, int schemaId, boolean keyed) {}
