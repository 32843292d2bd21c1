/** Options that both commands have, and how their values are read. */
package io.framecount.common.cli.option;
