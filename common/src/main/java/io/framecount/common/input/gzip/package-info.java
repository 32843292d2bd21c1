/**
 * Gzip by the fastest library there is for this machine, where the JVM's own takes twice as long.
 */
package io.framecount.common.input.gzip;
