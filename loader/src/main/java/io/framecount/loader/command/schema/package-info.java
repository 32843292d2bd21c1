/** Commands {@code loader schema …}: show, guess, compare, check and register schemas. */
package io.framecount.loader.command.schema;
