/**
 * The frame of a command line: running, exit codes, one mapper from failure to sentence, progress,
 * signals.
 */
package io.framecount.common.cli;
