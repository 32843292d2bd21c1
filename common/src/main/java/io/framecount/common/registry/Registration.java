package io.framecount.common.registry;

/** The schemas that may be registered. */
public enum Registration {
  /** Nothing: the schema must be there. */
  NEVER,
  /** The first version of a subject that does not exist: for topics that are a command's own. */
  NEW_SUBJECT,
  /** A new subject or a new version. */
  ALLOWED
}
