/** The load into a second cluster, beside the first. */
package io.framecount.loader.mirror;
