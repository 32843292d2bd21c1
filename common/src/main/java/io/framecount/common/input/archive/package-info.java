/** Archives of files: each member that holds JSON is an input of its own. */
package io.framecount.common.input.archive;
