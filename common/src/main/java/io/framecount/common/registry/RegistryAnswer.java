package io.framecount.common.registry;

/**
 * What a registry, or what is there in its place, says.
 *
 * @param status of HTTP
 * @param contentType null if it does not say
 * @param date when it says it, as it writes it; null if it does not
 * @param location where it sends the question instead; null if nowhere
 */
record RegistryAnswer(int status, String contentType, String date, String location, String body) {}
