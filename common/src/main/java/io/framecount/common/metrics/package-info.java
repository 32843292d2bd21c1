/** Metrics and health over HTTP, for those who ask for them; nothing is loaded otherwise. */
package io.framecount.common.metrics;
