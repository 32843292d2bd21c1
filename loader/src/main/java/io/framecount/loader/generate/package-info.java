/**
 * Command {@code generate}: writes frames to try the loader and the counter on, with the exact
 * answer beside them.
 */
package io.framecount.loader.generate;
