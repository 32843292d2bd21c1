/**
 * Commands of the loader, as picocli reads them. They check options and hand over to the packages
 * that do the work.
 */
package io.framecount.loader.command;
