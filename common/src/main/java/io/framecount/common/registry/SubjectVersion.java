package io.framecount.common.registry;

/** A place in the registry where a schema is. */
public record SubjectVersion(String subject, int version) {}
