/** Command {@code loader status}: the progress of each file. */
package io.framecount.loader.command.status;
