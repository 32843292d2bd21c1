/** The commands that users type: {@code counter} and its subcommands. */
package io.framecount.counter.command;
