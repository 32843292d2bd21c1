/** Rejected lines in a file of their own, and when a load with too many of them gives up. */
package io.framecount.loader.reject;
