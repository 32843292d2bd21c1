/** Progress of long work, as a bar on a terminal or as lines elsewhere. */
package io.framecount.common.cli.progress;
