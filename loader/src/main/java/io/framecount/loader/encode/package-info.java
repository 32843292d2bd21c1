/** Makes lines into frames, on as many threads as it takes, and hands them on in order. */
package io.framecount.loader.encode;
