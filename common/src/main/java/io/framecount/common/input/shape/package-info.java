/**
 * What an input looks like: told by its first bytes, and cut into objects where it has no lines.
 */
package io.framecount.common.input.shape;
