/** Checks of a load's topic, before the first record and after the last. */
package io.framecount.loader.topic;
