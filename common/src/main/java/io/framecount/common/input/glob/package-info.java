/** Finds files: patterns of paths, and what lies at a path. */
package io.framecount.common.input.glob;
