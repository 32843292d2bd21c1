/** Commands {@code loader schema …}: what a schema is, what it may become, and how to get one. */
package io.framecount.loader.schema.command;
