/** Messages on stderr as JSON objects, for programs; loaded only when asked for. */
package io.framecount.common.log;
