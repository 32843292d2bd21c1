/**
 * Decisions made before a load: what is converted how, and how it is written into which cluster.
 */
package io.framecount.loader.plan;
