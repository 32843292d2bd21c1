/** Command {@code loader status}: what is loaded how far. */
package io.framecount.loader.status;
