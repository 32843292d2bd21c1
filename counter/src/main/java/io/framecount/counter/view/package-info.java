/** Rows and frames as people and other programs want to see them. */
package io.framecount.counter.view;
