/** Options and their checks, shared by the commands. */
package io.framecount.counter.command.option;
