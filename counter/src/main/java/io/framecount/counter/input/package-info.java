/** Lines of text from files and stdin. */
package io.framecount.counter.input;
