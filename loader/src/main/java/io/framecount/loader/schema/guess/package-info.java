/** Guesses a schema from a sample of JSON lines, and says where it was in doubt. */
package io.framecount.loader.schema.guess;
