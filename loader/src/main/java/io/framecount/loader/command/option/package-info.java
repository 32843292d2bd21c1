/** Options of the loader, as picocli reads them, and what is wrong with their combinations. */
package io.framecount.loader.command.option;
