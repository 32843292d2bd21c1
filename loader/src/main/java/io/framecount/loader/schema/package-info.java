/** The schema of the frames and its source. */
package io.framecount.loader.schema;
