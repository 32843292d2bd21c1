/** What both commands know of the bytes that users hand them. */
package io.framecount.common.input;
