/** Reads JSON text as it lies in memory: validates it strictly and finds values, without a tree. */
package io.framecount.common.json;
