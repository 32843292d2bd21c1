/** Loading at the pace of a live stream: so many frames a second, or by their own time. */
package io.framecount.loader.pace;
