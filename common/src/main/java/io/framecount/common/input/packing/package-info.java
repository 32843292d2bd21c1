/** The compressions that inputs may have. */
package io.framecount.common.input.packing;
