/** A second cluster that gets the same frames: how it is named. */
package io.framecount.loader.mirror;
