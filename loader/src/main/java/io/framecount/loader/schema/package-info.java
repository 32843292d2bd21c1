/** Which schema the frames are of, and where it is from. */
package io.framecount.loader.schema;
