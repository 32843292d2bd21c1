/** A load's numbers and health, for those who ask for them; nothing is loaded otherwise. */
package io.framecount.loader.metrics;
