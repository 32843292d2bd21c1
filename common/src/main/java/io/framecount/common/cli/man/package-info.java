/** Man pages and completion scripts, made from the commands themselves. */
package io.framecount.common.cli.man;
