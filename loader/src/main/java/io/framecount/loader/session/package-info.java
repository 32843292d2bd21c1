/** A run of the command {@code loader}, from its inputs to the summary, or a dry run. */
package io.framecount.loader.session;
